// The first page, and what leads away from it.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { title } from './lib/ways.mjs';

/** What the product promises: a page with everything it needs, compressed, in bytes. */
const HEAVIEST = 100_000;

/** Every page that stands in the contract and is open to all. */
// What anybody may open. A list of conversations and subscribing by mail come with their own slices.
const OPEN = ['/', '/articles', '/people', '/search', '/sign-in', '/join', '/charter', '/feeds', '/privacy'];

test('the front says who lives here and what is going on', async ({ page }) => {
  const visitor = await page({ js: false });
  await visitor.goto('/');
  assert.notEqual(await title(visitor), '');
  await visitor.getByRole('navigation', { name: /main/i }).waitFor();
  await visitor.getByRole('link', { name: /search/i }).first().waitFor();
  assert.ok((await visitor.locator('link[rel=alternate][type="application/atom+xml"]').count()) > 0);
});

test('every way out of the main navigation leads somewhere', async ({ page }) => {
  const visitor = await page();
  await visitor.goto('/');
  const ways = await visitor.locator('nav a[href^="/"], header a[href^="/"], footer a[href^="/"]').evaluateAll((all) => [
    ...new Set(all.map((a) => a.getAttribute('href'))),
  ]);
  assert.ok(ways.length > 3);
  for (const way of ways) {
    const answer = await visitor.request.get(way);
    assert.ok(answer.ok(), `${way} answers ${answer.status()}`);
  }
});

test('the first tab stop leads past the header', async ({ page }) => {
  const visitor = await page();
  await visitor.goto('/');
  await visitor.keyboard.press('Tab');
  await visitor.keyboard.press('Enter');
  await visitor.waitForURL('**/#main');
});

for (const path of OPEN) {
  test(`${path} is accessible, fits and is light`, async ({ page, axe, fits, weight }) => {
    for (const look of [{}, { phone: true, dark: true }, { phone: true }, { dark: true }]) {
      const visitor = await page(look);
      const answer = await visitor.goto(path);
      assert.ok(answer.ok(), `${path} answers ${answer.status()}`);
      await axe(visitor);
      await fits(visitor);
      const bytes = await weight(visitor);
      assert.ok(bytes <= HEAVIEST, `${path} weighs ${bytes} bytes`);
    }
  });
}
