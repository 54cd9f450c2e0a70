// Reading an article and its conversation.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { ARTICLE, commentForm, toAnArticle } from './lib/ways.mjs';

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';
  test(`a reader finds an article and its neighbours ${how} JavaScript`, async ({ page }) => {
    const reader = await page({ js });
    const first = await toAnArticle(reader);
    assert.notEqual(first, '');
    await reader.getByRole('heading', { name: /comment/i }).first().waitFor();

    await reader.getByRole('link', { name: /^«/ }).first().click();
    await reader.waitForURL((url) => ARTICLE.test(url.pathname));
    await reader.getByRole('link', { name: /»$/ }).first().click();
    await reader.getByRole('heading', { level: 1, name: first }).waitFor();
    await reader.getByRole('navigation').getByRole('link', { name: 'Main', exact: true }).first().click();
    await reader.waitForURL('**/articles');
  });
}

test('an article is accessible, fits and is light', async ({ page, axe, fits, weight }) => {
  for (const look of [{}, { phone: true }, { dark: true }, { phone: true, dark: true }]) {
    const reader = await page(look);
    await toAnArticle(reader);
    await reader.reload();
    await axe(reader);
    await fits(reader);
    assert.ok((await weight(reader)) <= 100_000);
  }
});

test('the comments of an article can be followed by feed', async ({ page, base }) => {
  const reader = await page();
  await toAnArticle(reader);
  for (const kind of ['atom', 'rss', 'json']) {
    const feed = await reader.request.get(`${new URL(reader.url()).pathname}/feed.${kind}`);
    assert.ok(feed.ok(), `feed.${kind} answers ${feed.status()}`);
    assert.ok((await feed.text()).includes(base), 'a feed names full addresses');
  }
});

test('in the dark the page is dark, and by its own switch too', async ({ page }) => {
  const brightness = (visitor) =>
    visitor.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d');
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((sum, part) => sum + part) / 3;
    });
  const day = await page();
  await day.goto('/');
  assert.ok((await brightness(day)) > 180);

  const evening = await page({ dark: true });
  await evening.goto('/');
  assert.ok((await brightness(evening)) < 80);

  await evening.getByRole('button', { name: 'Light', exact: true }).click();
  await evening.waitForLoadState();
  assert.ok((await brightness(evening)) > 180);
});

test('on paper there is the article and no form', async ({ page }) => {
  const reader = await page();
  await toAnArticle(reader);
  await reader.emulateMedia({ media: 'print' });
  assert.ok(await reader.getByRole('heading', { level: 1 }).isVisible());
  assert.ok(!(await commentForm(reader).isVisible()));
  assert.ok(!(await reader.getByRole('navigation', { name: /main/i }).isVisible()));
});

test('what does not exist says so and offers a way on', async ({ page, axe }) => {
  const visitor = await page();
  const answer = await visitor.goto('/articles/2001/01/never-written');
  assert.equal(answer.status(), 404);
  await axe(visitor);
  assert.ok((await visitor.getByRole('main').getByRole('link').count()) > 0);
});
