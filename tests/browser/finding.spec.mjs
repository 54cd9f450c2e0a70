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
    // With script the box is a combobox, without it a searchbox.
    await reader.getByLabel('Search for').fill(word);
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

test('suggestions come while one types, and are chosen by keys alone', async ({ page, axe }) => {
  for (const look of [{}, { phone: true, dark: true }]) {
    const reader = await page(look);
    await reader.goto('/search');
    const box = reader.getByRole('combobox', { name: 'Search for' });
    const options = reader.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await box.pressSequentially('the');
    await options.first().waitFor();
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    await axe(reader);

    // Down to the second, up and past the first back to the box, and up again to the last.
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    const chosen = reader.locator('[role=option][aria-selected=true]');
    assert.equal(await box.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'));
    assert.equal(await chosen.innerText(), await options.nth(1).innerText());
    await axe(reader);
    await box.press('ArrowUp');
    await box.press('ArrowUp');
    assert.equal(await box.getAttribute('aria-activedescendant'), null);
    await box.press('ArrowUp');
    assert.equal(await chosen.innerText(), await options.last().innerText());

    // Escape puts them away and keeps what was typed; an arrow brings them back.
    await box.press('Escape');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    assert.equal(await options.first().isVisible(), false);
    assert.equal(await box.inputValue(), 'the');
    await box.press('ArrowDown');
    const title = await chosen.locator('bdi').innerText();
    await box.press('Enter');
    await reader.waitForURL((url) => url.pathname !== '/search');
    assert.equal(await reader.getByRole('heading', { level: 1 }).first().innerText(), title);
  }
});

test('Enter without a choice searches, and a suggestion can be clicked', async ({ page }) => {
  const reader = await page();
  await reader.goto('/search');
  const box = reader.getByRole('combobox', { name: 'Search for' });
  await box.pressSequentially('kettle');
  await reader.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first().waitFor();
  await box.press('Enter');
  await reader.waitForURL(/[?&]q=kettle/);
  await box.fill('');
  await box.pressSequentially('kettle');
  const option = reader.getByRole('listbox', { name: 'Suggestions' }).getByRole('option', { name: /kettle/i }).first();
  await option.click();
  await reader.waitForURL((url) => url.search !== '?q=kettle');
});

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';
  test(`a search is narrowed by a form and widened by its chips ${how} JavaScript`, async ({ page, axe, fits, signIn }) => {
    const reader = await page({ js, phone: !js });
    await signIn(reader); // Guests have fifteen searches a minute.
    await reader.goto('/search?q=kettle');
    await reader.getByText('Narrow it down').click();
    await reader.getByLabel('Kind of thing').selectOption('comment');
    await reader.getByLabel('From').fill('2020-01-01');
    await reader.getByLabel('Order').selectOption('newest');
    if (js) await axe(reader);
    await reader.getByRole('button', { name: 'Narrow' }).click();
    await reader.waitForURL(/kind%3Acomment/);
    assert.equal(await reader.getByLabel('Search for').inputValue(), 'kettle kind:comment after:2020-01-01 order:newest');
    const chips = reader.getByRole('list', { name: 'Narrowed to' }).getByRole('link');
    assert.equal(await chips.count(), 3);
    if (js) await axe(reader);
    await fits(reader);
    await chips.filter({ hasText: 'from 1' }).click();
    await chips.filter({ hasText: 'newest first' }).click();
    assert.equal(await reader.getByLabel('Search for').inputValue(), 'kettle kind:comment');
    await reader.getByRole('link', { name: 'Everything' }).click();
    assert.equal(await reader.getByLabel('Search for').inputValue(), 'kettle');
    assert.equal(await chips.count(), 0);
  });
}

test('a slip is put right with one click', async ({ page, axe, signIn }) => {
  const reader = await page();
  await signIn(reader);
  await reader.goto('/search?q=ketle');
  await axe(reader);
  await reader.getByRole('link', { name: 'kettle', exact: true }).click();
  await reader.waitForURL(/q=kettle/);
  await reader.getByRole('main').locator('mark').first().waitFor();
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
