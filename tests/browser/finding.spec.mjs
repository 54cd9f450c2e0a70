// Searching, and coming in.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { title, toAnArticle } from './lib/ways.mjs';

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';
  test(`a reader finds an article by a word of its title ${how} JavaScript`, async ({ page }) => {
    const reader = await page({ js });
    const name = await toAnArticle(reader);
    const word = name.match(/\p{L}{5,}/gu)?.sort((a, b) => b.length - a.length)[0] ?? name;
    await reader.getByRole('link', { name: /search/i }).first().click();
    await reader.waitForURL(/\/search/);
    await reader.getByRole('searchbox').first().fill(word);
    await reader.getByRole('main').getByRole('button', { name: /search/i }).click();
    await reader.waitForURL(/[?&]q=/);
    await reader.getByRole('main').getByRole('link', { name }).first().waitFor();
  });
}

test('a search that finds nothing says so and is accessible', async ({ page, axe, fits }) => {
  for (const look of [{}, { phone: true, dark: true }]) {
    const reader = await page(look);
    const answer = await reader.goto('/search?q=zzyzxqqq');
    assert.equal(answer.status(), 200);
    await axe(reader);
    await fits(reader);
  }
});

test('a wrong password is refused in words, and the address stays', async ({ page, axe }) => {
  const visitor = await page();
  await visitor.goto('/sign-in');
  await visitor.getByLabel(/e-mail/i).fill('nobody@hall.example');
  await visitor.getByLabel(/password/i).first().fill('not the password');
  await visitor.getByRole('button', { name: /sign in/i }).last().click();
  await visitor.getByRole('alert').first().waitFor();
  assert.equal(await visitor.getByLabel(/e-mail/i).inputValue(), 'nobody@hall.example');
  await axe(visitor);
});

test('a member comes in and goes out again', async ({ page, signIn }) => {
  const member = await page({ js: false });
  const handle = await signIn(member);
  await member.goto(`/@${handle}`);
  assert.notEqual(await title(member), '');
  await member.goto('/sign-out');
  await member.getByRole('main').getByRole('button', { name: /^sign out/i }).first().click();
  await member.goto('/settings');
  await member.waitForURL(/\/sign-in/);
});
