// Writing an article.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { ARTICLE, fresh, title, toTheNewest } from './lib/ways.mjs';

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';
  test(`a member writes an article ${how} JavaScript and everyone can read it`, async ({ page, signIn }) => {
    const author = await page({ js });
    await signIn(author);
    await author.goto('/write');
    const name = fresh('What the winter taught us');
    await author.getByLabel(/title/i).first().fill(name);
    await author.getByRole('textbox', { name: /text|article/i }).last().fill('We opened *forty-one* kettles.\n\n## The fault\n\nThe leaf.');
    await author.getByRole('button', { name: /preview/i }).click();
    await author.locator('em', { hasText: 'forty-one' }).waitFor();
    await author.getByRole('button', { name: /publish now/i }).click();
    await author.waitForURL((url) => ARTICLE.test(url.pathname));
    assert.equal(await title(author), name);

    const reader = await page({ js: false });
    await reader.goto('/articles');
    assert.equal(await toTheNewest(reader), name);
    const feed = await reader.request.get('/articles/feed.atom');
    assert.ok((await feed.text()).includes(name));
  });
}

test('the page for writing is accessible and fits', async ({ page, axe, fits, signIn }) => {
  for (const look of [{}, { phone: true, dark: true }]) {
    const author = await page(look);
    await signIn(author);
    await author.goto('/write');
    await axe(author);
    await fits(author);
  }
});

test('a guest who wants to write is asked to sign in', async ({ page }) => {
  const guest = await page({ js: false });
  await guest.goto('/write');
  await guest.waitForURL(/\/sign-in/);
});
