// What members type and have not sent: kept on the server, by itself with JavaScript, by a button without.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { commentForm, fresh, toAnArticle } from './lib/ways.mjs';

const text = (page) => commentForm(page).getByLabel('Comment', { exact: true });
const kept = (page) => page.getByText('Kept as a draft.').waitFor();

/** Throws away what other tests left. */
async function afresh(page) {
  await page.goto('/drafts');
  const button = page.getByRole('button', { name: /throw it away/i }).first();
  while (await button.count()) await button.click();
}

test('what a member types is there after a reload, and on another device', async ({ page, signIn, axe, fits }) => {
  const member = await page();
  await signIn(member);
  await afresh(member);
  await toAnArticle(member);
  const words = fresh('Half a thought');
  await text(member).fill(words);
  await kept(member);
  await member.evaluate(() => localStorage.clear());
  await member.reload();
  assert.equal(await text(member).inputValue(), words);
  await axe(member);

  const phone = await page({ phone: true, dark: true });
  await signIn(phone);
  await phone.goto(new URL(member.url()).pathname);
  assert.equal(await text(phone).inputValue(), words);
  await phone.goto('/drafts');
  await phone.getByText(words).waitFor();
  await axe(phone);
  await fits(phone);
  await phone.getByRole('link', { name: /go on writing/i }).first().click();
  assert.equal(await text(phone).inputValue(), words);

  await commentForm(member).getByRole('button', { name: /post comment/i }).click();
  await member.locator('[id^="comment-"]').filter({ hasText: words }).last().waitFor();
  await member.goto('/drafts');
  await member.getByText(/nothing waits/i).waitFor();
});

test('a newer draft is shown before it is overwritten', async ({ page, signIn, axe }) => {
  const desk = await page();
  await signIn(desk);
  await afresh(desk);
  await toAnArticle(desk);
  const phone = await page({ phone: true });
  await signIn(phone);
  await phone.goto(new URL(desk.url()).pathname);
  const [here, there] = [fresh('At the desk'), fresh('On the phone')];
  await text(phone).fill(there);
  await kept(phone);
  await text(desk).fill(here);
  await desk.getByRole('alert').getByText(/something newer/i).waitFor();
  await axe(desk);
  await desk.getByRole('button', { name: /keep this one/i }).click();
  await kept(desk);
  // The phone does not know of that yet.
  await text(phone).pressSequentially(' too');
  await phone.getByRole('button', { name: /take the other one/i }).click();
  await phone.getByText(/what you had typed and not sent/i).waitFor();
  assert.equal(await text(phone).inputValue(), here);
  await afresh(desk);
});

test('each answer has words of its own', async ({ page, signIn }) => {
  const member = await page();
  await signIn(member);
  await afresh(member);
  await toAnArticle(member);
  const answers = member.locator('a[data-reply]');
  const [one, two] = [fresh('To the first'), fresh('To the last')];
  await answers.first().click();
  await text(member).fill(one);
  await kept(member);
  await answers.last().click();
  // The words go along, since nothing was begun there.
  assert.equal(await text(member).inputValue(), one);
  await text(member).fill(two);
  await member.waitForTimeout(4_000);
  await member.reload();
  assert.equal(await text(member).inputValue(), '');
  await answers.last().click();
  await member.waitForFunction((words) => document.querySelector('[data-comment-form] textarea').value === words, two);
  await afresh(member);
});

test('without JavaScript a button keeps it', async ({ page, signIn }) => {
  const member = await page({ js: false });
  await signIn(member);
  await afresh(member);
  await toAnArticle(member);
  const words = fresh('By hand');
  await text(member).fill(words);
  await member.getByRole('button', { name: /keep as a draft/i }).click();
  await member.getByText(/only you see it/i).waitFor();
  assert.equal(await text(member).inputValue(), words);
  await member.getByRole('button', { name: /throw it away/i }).click();
  assert.equal(await text(member).inputValue(), '');
});

test('a look at the preview is no other window', async ({ page, signIn }) => {
  const member = await page();
  await signIn(member);
  await afresh(member);
  await toAnArticle(member);
  const words = fresh('First');
  await text(member).fill(words);
  await kept(member);
  await text(member).pressSequentially(' and more');
  await commentForm(member).getByRole('button', { name: /preview/i }).click();
  await member.waitForLoadState();
  await text(member).focus();
  await text(member).press('End');
  await text(member).pressSequentially(' still');
  await kept(member);
  assert.equal(await member.getByRole('alert').count(), 0);
  await member.goto('/drafts');
  await member.getByText(`${words} and more still`).waitFor();
  await afresh(member);
});
