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
