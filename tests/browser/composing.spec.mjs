// What helps members write: quoting, completing names and titles, pictures, taking back, keys.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { commentForm, fresh, toAnArticle } from './lib/ways.mjs';

const text = (page) => commentForm(page).getByLabel('Comment', { exact: true });

async function writer({ page, signIn }, look = {}) {
  const member = await page(look);
  await signIn(member);
  await member.goto('/drafts');
  const button = member.getByRole('button', { name: /throw it away/i }).first();
  while (await button.count()) await button.click();
  await toAnArticle(member);
  return member;
}

test('a comment is quoted, or what is marked of it', async (tools) => {
  const member = await writer(tools);
  const comment = member.locator('.comment').filter({ has: member.locator('[data-quote]') }).first();
  const name = (await comment.locator('.comment__name').innerText()).trim();
  await comment.locator('[data-quote]').click();
  await member.waitForFunction(() => document.querySelector('[data-comment-form] textarea').value.startsWith('> ['));
  assert.match(await text(member).inputValue(), /^> \[.* wrote:\]\(\/comments\/\w{13}\)\n>\n> /);
  await member.getByText(`You answer ${name}.`).waitFor();

  await text(member).fill('');
  const marked = await comment.locator('.comment__text').evaluate((node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let words = walker.nextNode();
    while (words && words.data.trim().length < 12) words = walker.nextNode();
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(words, 12);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return getSelection().toString().trim();
  });
  await member.evaluate(() => document.activeElement.blur());
  await comment.locator('[data-quote]').evaluate((link) => link.click());
  await member.waitForFunction(() => document.querySelector('[data-comment-form] textarea').value.startsWith('> ['));
  const lines = (await text(member).inputValue()).trim().split('\n');
  assert.equal(lines.length, 3);
  assert.equal(lines[2].replace(/\\/g, ''), `> ${marked}`);
});

test('without JavaScript the quotation stands in the form', async (tools) => {
  const member = await writer(tools, { js: false });
  await member.getByRole('link', { name: /^quote/i }).first().click();
  assert.match(await text(member).inputValue(), /^> \[/);
});

test('names and titles are completed, by keyboard', async (tools) => {
  const { axe } = tools;
  const member = await writer(tools);
  const there = member.url();
  await member.goto('/people');
  const handle = (await member.locator('main a[href^="/@"]').first().getAttribute('href')).slice(2);
  await member.goto('/conversations');
  const title = (await member.locator('main a[href^="/conversations/1"]').first().innerText()).trim();
  await member.goto(there);
  await text(member).fill('');
  await text(member).pressSequentially(`Dear @${handle.slice(0, 3)}`, { delay: 20 });
  const list = member.getByRole('listbox', { name: /people and conversations/i });
  await list.waitFor();
  await axe(member);
  while (!(await list.locator('[aria-selected=true]').innerText()).includes(`@${handle})`)) await text(member).press('ArrowDown');
  assert.equal(await text(member).getAttribute('aria-activedescendant'), await list.locator('[aria-selected=true]').getAttribute('id'));
  await text(member).press('Enter');
  assert.equal(await text(member).inputValue(), `Dear @${handle} `);
  assert.ok(await list.isHidden());

  const words = title.split(/\s+/).filter((word) => /^\p{L}{4,}$/u.test(word)).slice(0, 1).join(' ');
  await text(member).pressSequentially(`see #${words}`, { delay: 20 });
  await list.waitFor();
  await list.getByRole('option').first().click();
  assert.match(await text(member).inputValue(), /see \[.+\]\(\/(conversations|articles)\/.+\) $/);

  await text(member).pressSequentially(`@${handle.slice(0, 3)}`, { delay: 20 });
  await list.waitFor();
  await text(member).press('Escape');
  assert.ok(await list.isHidden());
});

test('what was just sent is taken back into the form', async (tools) => {
  for (const js of [true, false]) {
    const member = await writer(tools, { js });
    const words = fresh('Too quick');
    await text(member).fill(words);
    await commentForm(member).getByRole('button', { name: /post comment/i }).click();
    const comment = member.locator('[id^="comment-"]').filter({ hasText: words }).last();
    await comment.waitFor();
    if (js) await tools.axe(member);

    const reader = await tools.page({ js: true });
    await reader.goto(new URL(member.url()).pathname);
    const seen = reader.locator('[id^="comment-"]').filter({ hasText: words }).last();
    await seen.waitFor();

    await comment.getByRole('button', { name: /undo/i }).click();
    await member.getByText(/it is taken back/i).waitFor();
    assert.equal(await text(member).inputValue(), words);
    assert.equal(await member.locator('.comment__text', { hasText: words }).count(), 0);
    await seen.waitFor({ state: 'detached' });
  }
});

test('a thread is read and answered by keys alone, where nothing is typed', async (tools) => {
  const member = await writer(tools);
  const here = () => member.evaluate(() => document.activeElement.closest('.comment')?.id);
  await member.locator('h1').click();
  await member.keyboard.press('j');
  const first = await here();
  await member.keyboard.press('j');
  const second = await here();
  assert.ok(first && second && first !== second);
  await member.keyboard.press('k');
  assert.equal(await here(), first);

  await member.keyboard.press('r');
  assert.equal(await text(member).evaluate((node) => node === document.activeElement), true);
  await member.keyboard.type('jkqre?');
  assert.equal(await text(member).inputValue(), 'jkqre?');
  await text(member).fill('');
  await commentForm(member).getByRole('button', { name: /cancel/i }).click();

  await member.locator(`#${first}`).evaluate((node) => { node.tabIndex = -1; node.focus(); });
  await member.keyboard.press('q');
  await member.waitForFunction(() => document.querySelector('[data-comment-form] textarea').value.startsWith('> ['));
  await text(member).evaluate((node) => node.blur());

  await member.keyboard.press('?');
  const dialog = member.getByRole('dialog');
  await dialog.getByText(/quote the comment/i).waitFor();
  await tools.axe(member);
  await dialog.getByRole('button', { name: /close/i }).click();

  await member.goto('/settings');
  await member.getByLabel(/single keys/i).uncheck();
  await member.goBack();
  await member.locator('h1').click();
  await member.keyboard.press('j');
  assert.equal(await here(), undefined);
  await member.goto('/settings');
  await member.getByLabel(/single keys/i).check();
});

test('a pasted picture is described and put in, and one that is lost on the way loses no word', async (tools) => {
  const member = await writer(tools);
  const paste = (name, type, make) => text(member).evaluate(async (node, [name, type, make]) => {
    let bytes = new Blob(['not a picture'], { type });
    if (make) {
      const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
      canvas.getContext('2d').fillRect(5, 5, 20, 10);
      bytes = await new Promise((done) => { canvas.toBlob(done, type); });
    }
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type }));
    node.focus();
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [name, type, make]);
  await text(member).fill('Look: ');
  await member.route('**/pictures', (route) => route.abort());
  await paste('lost.png', 'image/png', true);
  const lost = member.locator('.picture-ask');
  await lost.getByRole('button').first().click();
  await lost.getByRole('status').getByText(/\S/).waitFor();
  assert.equal(await text(member).inputValue(), 'Look: ');
  await lost.getByRole('button').last().click();
  await member.unroute('**/pictures');
  await paste('leaf.png', 'image/png', true);
  const panel = member.locator('.picture-ask');
  await panel.getByRole('textbox').fill('The leaf, broken');
  await tools.axe(member);
  await panel.getByRole('button').first().click();
  await member.waitForFunction(() => document.querySelector('[data-comment-form] textarea').value.includes('/media/'));
  assert.match(await text(member).inputValue(), /^Look: [\s\S]*!\[The leaf, broken\]\(\/media\/\w+\)/);
  await member.getByText('Kept as a draft.').waitFor();
  await member.reload();
  assert.match(await text(member).inputValue(), /!\[The leaf, broken\]/);
  await commentForm(member).getByRole('button', { name: /post comment/i }).click();
  await member.locator('[id^="comment-"] img[alt="The leaf, broken"]').last().waitFor();
});

test('e changes one’s own comment, and the edit is kept until it is saved', async (tools) => {
  const member = await writer(tools);
  const words = fresh('It laeks');
  await text(member).fill(words);
  await commentForm(member).getByRole('button', { name: /post comment/i }).click();
  const comment = member.locator('[id^="comment-"]').filter({ hasText: words }).last();
  await comment.waitFor();
  await comment.evaluate((node) => { node.tabIndex = -1; node.focus(); });
  await member.keyboard.press('e');
  await member.waitForURL(/\/comments\/\w{13}\/edit$/);
  const area = member.getByLabel('Comment', { exact: true });
  await area.fill(words.replace('laeks', 'leaks'));
  await member.getByText('Kept as a draft.').waitFor();
  await member.reload();
  assert.equal(await area.inputValue(), words.replace('laeks', 'leaks'));
  await tools.axe(member);
  await member.getByRole('button', { name: /save/i }).click();
  await member.getByText(words.replace('laeks', 'leaks')).waitFor();
});
