// Two browsers at once: each sees what the other says, without a reload.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { commentForm, fresh, toAnArticle } from './lib/ways.mjs';

/** A second person, at the page where the first one is. */
async function two(page, signIn) {
  const one = await page({ js: true });
  await signIn(one, 'rosa');
  await toAnArticle(one);
  const path = new URL(one.url()).pathname;
  const other = await page({ js: true });
  await other.goto(path);
  return [one, other, path];
}

test('a comment stands on a page that is open already', async ({ page, signIn, axe }) => {
  const [member, guest] = await two(page, signIn);
  const text = fresh('Mine hums as well');
  await commentForm(member).getByLabel('Comment', { exact: true }).fill(text);
  await commentForm(member).getByRole('button', { name: /post comment/i }).click();

  const heard = guest.locator('[id^="comment-"]').filter({ hasText: text });
  await heard.waitFor({ timeout: 10_000 });
  assert.equal(await heard.count(), 1);
  const before = await guest.locator('[id^="comment-"]').count();
  await guest.reload();
  assert.equal(await guest.locator('[id^="comment-"]').count(), before);
  await axe(guest);
});

test('an answer stands below what it answers, and thanks are counted', async ({ page, signIn }) => {
  const [member, guest] = await two(page, signIn);
  const first = member.locator('[id^="comment-"]').first();
  const anchor = await first.getAttribute('id');
  await first.getByRole('link', { name: /reply/i }).click();
  const text = fresh('So does this one');
  await commentForm(member).getByLabel('Comment', { exact: true }).fill(text);
  await commentForm(member).getByRole('button', { name: /post/i }).first().click();

  const branch = guest.locator(`li:has(> #${anchor})`);
  const heard = branch.locator('[id^="comment-"]').filter({ hasText: text });
  await heard.last().waitFor({ timeout: 10_000 });

  const count = guest.locator(`#${anchor} .thanks__count`).first();
  const before = (await count.count()) > 0 ? Number(await count.innerText()) : 0;
  const thank = member.locator(`#${anchor} button.thanks`).first();
  if ((await thank.count()) === 0) return;
  const pressed = (await thank.getAttribute('aria-pressed')) === 'true';
  await thank.click();
  const wanted = String(before + (pressed ? -1 : 1));
  await guest.waitForFunction(
    ([id, text]) => (document.querySelector(`#${id} .thanks__count`)?.textContent ?? '0') === text,
    [anchor, wanted],
    { timeout: 10_000 },
  );
});

test('members see who is writing', async ({ page, signIn }) => {
  const [member, , path] = await two(page, signIn);
  const other = await page({ js: true });
  await signIn(other, 'tunde');
  await other.goto(path);
  await commentForm(other).getByLabel('Comment', { exact: true }).pressSequentially('It began with a');
  await member.locator('[data-live-writing]').filter({ hasText: /is writing/ }).waitFor({ timeout: 10_000 });
});

test('the bell rings while one looks at something else', async ({ page, signIn }) => {
  const member = await page({ js: true });
  const handle = `@${await signIn(member, 'hana')}`;
  await member.goto('/people');
  const other = await page({ js: true });
  await signIn(other, 'tunde');
  await toAnArticle(other);
  await commentForm(other).getByLabel('Comment', { exact: true }).fill(fresh(`What does ${handle} think?`));
  await commentForm(other).getByRole('button', { name: /post comment/i }).click();
  await member.getByRole('link', { name: /^Notifications, \d+ new$/ }).waitFor({ timeout: 10_000 });
  await member.getByRole('link', { name: /^Notifications/ }).click();
  await member.getByText('because you were called by name').first().waitFor();
});
