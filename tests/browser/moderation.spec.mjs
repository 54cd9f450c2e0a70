// Keeping the peace: what is reported becomes a case, a case is decided, a decision is appealed against; and what waits to be read.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { commentForm, fresh, toAnArticle } from './lib/ways.mjs';

/** Says something under the newest article, and returns the number in its address. */
async function say(page, words) {
  await toAnArticle(page);
  const form = commentForm(page);
  await form.getByLabel('Comment', { exact: true }).fill(words);
  await form.getByRole('button', { name: /post comment/i }).click();
  const said = page.locator('main article, main li').filter({ hasText: words }).last();
  await said.waitFor();
  const id = await said.evaluate((node) => node.closest('[id^="comment-"]')?.id ?? node.querySelector('[id^="comment-"]').id);
  return id.replace('comment-', '');
}

/** Reports it by the form on its page. */
async function report(page, id, why, words) {
  await page.goto(`/comments/${id}/report`);
  await page.getByLabel(why).check();
  await page.getByRole('textbox', { name: 'In your own words' }).fill(words);
  await page.getByRole('button', { name: 'Report it' }).click();
  await page.getByText('Those who keep the peace will look at it.').waitFor();
}

/** Goes to the case about something, by its words, past others that are open. */
async function toCase(page, words) {
  await page.goto('/moderation/cases');
  const cases = await page.locator('.conv__title a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const address of cases.reverse()) {
    await page.goto(address);
    if (await page.getByText(words).count()) return address;
  }
  throw new Error(`no case is about “${words}”`);
}

/** Decides in the case that is open in the page. */
async function decide(page, step, words) {
  await page.getByLabel(step).check();
  await page.getByRole('textbox', { name: 'To them' }).fill(words);
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.waitForURL(/done=/);
}

for (const [js, author] of [[true, 'owen'], [false, 'aoife']]) {
  const how = js ? 'with' : 'without';

  test(`what is reported is decided, and an appeal is answered by somebody else ${how} JavaScript`, async ({ page, signIn }) => {
    const words = fresh('Whoever asks that should stay away from mains');
    const [writer, reporter, moderator, admin] = [await page({ js }), await page({ js }), await page({ js }), await page({ js })];
    await signIn(writer, author);
    const id = await say(writer, words);
    await signIn(reporter, 'piotr');
    await report(reporter, id, 'Unkind to a person', 'She asked in her first week.');

    await signIn(moderator, 'rosa');
    const address = await toCase(moderator, words);
    await moderator.getByRole('button', { name: 'Take it on' }).click();
    await moderator.getByText('looks after it').waitFor();
    await moderator.getByLabel('Your note').fill('We spoke in May.');
    await moderator.getByRole('button', { name: 'Add the note' }).click();
    await moderator.getByText('We spoke in May.').waitFor();
    await moderator.getByRole('button', { name: 'Hide it' }).click();
    await moderator.getByText('Its author can change it.').waitFor();
    await decide(moderator, 'They may read, but not write, for a day', 'We answer every question here.');

    await writer.goto('/standing');
    assert.equal(await writer.getByText('piotr', { exact: false }).count(), 0, 'nobody hears who reported it');
    const measure = writer.locator('article.case').filter({ hasText: 'We answer every question here.' });
    await measure.getByText('Appeal against this').click();
    await measure.getByLabel('Why should somebody else look at it?').fill('It was a quotation.');
    await measure.getByRole('button', { name: 'Appeal' }).click();
    await writer.getByText('Somebody else will look at it').waitFor();

    await signIn(admin, 'tunde');
    await admin.goto(address);
    await admin.getByLabel('Your answer to them').fill('So it was. Sorry.');
    await admin.getByRole('button', { name: 'Grant it and take it back' }).click();
    await admin.waitForURL(/done=answered/);
    await admin.getByRole('button', { name: 'It is within our customs' }).click();
    await admin.getByText('The case is closed').waitFor();
    await writer.goto('/standing');
    await writer.getByText('Appeal granted').first().waitFor();
    await writer.getByText('So it was. Sorry.').waitFor();
    await reporter.goto('/standing');
    await reporter.getByText('Within our customs').first().waitFor();
    await reporter.goto('/moderation/log');
    await reporter.getByText('A member may write again.').first().waitFor();
  });

  test(`what has a blocked word waits until somebody has read it ${how} JavaScript`, async ({ page, signIn }) => {
    const word = fresh('quincewood').replace(/[^a-z0-9]/g, '');
    const [moderator, member, guest] = [await page({ js }), await page({ js }), await page({ js })];
    await signIn(moderator, 'rosa');
    await moderator.goto('/admin/blocked');
    await moderator.getByLabel('Words or sites, one a line').fill(word);
    await moderator.getByRole('button', { name: 'Put on the list' }).click();
    await moderator.getByText('It is on the list.').waitFor();

    await signIn(member, 'farida');
    await toAnArticle(member);
    const form = commentForm(member);
    await form.getByLabel('Comment', { exact: true }).fill(`I sell ${word.toUpperCase()}!`);
    await form.getByRole('button', { name: /post comment/i }).click();
    await member.getByText('waits until somebody has read it').first().waitFor();

    await moderator.goto('/moderation');
    const waiting = moderator.locator('article.case').filter({ hasText: `it has a blocked word: ${word}` });
    await waiting.getByRole('button', { name: 'Let through' }).click();
    await moderator.getByText('The comment is there for all', { exact: false }).or(moderator.getByRole('status')).first().waitFor();
    await toAnArticle(guest);
    await guest.getByText(word.toUpperCase()).waitFor();
    await moderator.goto('/admin/blocked');
    await moderator.locator('li').filter({ hasText: word }).getByRole('button').click();
    await moderator.getByText('It is off the list.').waitFor();
  });
}

test('two agree before somebody is shut out, who appeals by the link in the mail', async ({ page, signIn, axe, fits }) => {
  const [moderator, admin, out] = [await page(), await page(), await page({ phone: true })];
  await signIn(moderator, 'rosa');
  await moderator.goto('/admin/people?find=greta');
  await moderator.locator('.standing details summary').first().click();
  await moderator.getByRole('button', { name: /Open a case/ }).click();
  await moderator.waitForURL(/\/moderation\/cases\//);
  const address = new URL(moderator.url()).pathname;
  await decide(moderator, 'They are shut out', 'You sold things here again and again.');
  await moderator.getByText('A second one of those who keep the peace has to agree.').waitFor();
  await signIn(admin, 'tunde');
  await admin.goto(address);
  await axe(admin);
  await admin.getByRole('button', { name: 'Agree: shut them out' }).click();
  await admin.waitForURL(/done=removed/);

  await out.goto('/dev/mail');
  const way = out.locator('article a[href*="/appeal/"]').first();
  for (let turn = 0; turn < 30 && (await way.count()) === 0; turn += 1) {
    await out.waitForTimeout(200);
    await out.goto('/dev/mail');
  }
  await way.click();
  await out.waitForURL((url) => url.pathname === '/appeal');
  await out.getByText('You sold things here again and again.').waitFor();
  await axe(out);
  await fits(out);
  await out.getByLabel('Why should somebody else look at it?').fill('They were presents.');
  await out.getByRole('button', { name: 'Appeal' }).click();
  await out.getByText('You get a mail').waitFor();
  await admin.goto('/moderation/cases?show=appeals');
  await admin.getByText('They were presents.').waitFor();

  // Whoever neither proposed nor agreed answers, and lets her in again.
  const owner = await page();
  await signIn(owner, 'imke');
  await owner.goto(address);
  await owner.getByLabel('Your answer to them').fill('So they were.');
  await owner.getByRole('button', { name: 'Grant it and take it back' }).click();
  await owner.waitForURL(/done=answered/);
  await signIn(await page(), 'greta');
});

test('the pages of keeping the peace are accessible and fit', async ({ page, signIn, axe, fits }) => {
  for (const look of [{}, { phone: true, dark: true }]) {
    const reporter = await page(look);
    await signIn(reporter, 'yusuf');
    await toAnArticle(reporter);
    const form = await reporter.locator('a[href^="/comments/"][href$="/report"]').first().getAttribute('href');
    for (const path of [form, '/standing', '/moderation/log', '/reports/received']) {
      await reporter.goto(path);
      await axe(reporter);
      await fits(reporter);
    }
    const moderator = await page(look);
    await signIn(moderator, 'rosa');
    await report(reporter, form.split('/')[2], 'Advertising', 'Twice now.').catch(() => {});
    await moderator.goto('/moderation/cases');
    const one = await moderator.locator('.conv__title a').first().getAttribute('href');
    for (const path of ['/moderation', '/moderation/cases', one, '/moderation/cases?show=appeals', '/admin/blocked', '/admin/people']) {
      await moderator.goto(path);
      await axe(moderator);
      await fits(moderator);
    }
  }
});
