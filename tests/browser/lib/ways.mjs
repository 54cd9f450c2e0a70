// Ways that several stories walk. Everything is found as a person finds it: by what it is called.

import { strict as assert } from 'node:assert';

export const ARTICLE = /\/articles\/\d{4}\/\d{2}\/[^/#?]+$/;

/** Goes to the newest article by following links from the front, and returns its title. */
export async function toAnArticle(page) {
  await page.goto('/');
  await page.locator('nav').getByRole('link', { name: /weblog|articles/i }).first().click();
  await page.waitForURL('**/articles');
  return toTheNewest(page);
}

/** From the list of articles to the newest. */
export async function toTheNewest(page) {
  const link = page.getByRole('main').locator('a[href]:not([href*="#"])').filter({ hasText: /\S/ });
  for (const candidate of await link.all()) {
    if (!ARTICLE.test(new URL(await candidate.evaluate((a) => a.href)).pathname)) continue;
    await candidate.click();
    await page.waitForURL(ARTICLE);
    return title(page);
  }
  throw new Error(`no article is linked from ${page.url()}`);
}

/** What the page is called. */
export async function title(page) {
  const heading = page.getByRole('heading', { level: 1 });
  assert.equal(await heading.count(), 1, `${page.url()} has one main heading`);
  return (await heading.innerText()).trim();
}

/** The form for a comment of one's own. */
export function commentForm(page) {
  return page.locator('form').filter({ has: page.getByRole('button', { name: /post comment/i }) });
}

/** Fills in the comment form as a guest would. */
export async function fillInAsGuest(page, text, { name = 'Jo from the tip shop' } = {}) {
  const form = commentForm(page);
  await form.getByLabel(/name/i).fill(name);
  await form.getByLabel(/e-mail/i).first().fill('jo@tip.example');
  await form.getByLabel('Comment', { exact: true }).fill(text);
  return form;
}

/** Text that stands nowhere else in the demo. */
export function fresh(sentence) {
  return `${sentence} (${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)})`;
}
