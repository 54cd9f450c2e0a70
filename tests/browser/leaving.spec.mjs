// Taking everything along, and leaving: with and without scripts.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';

const PASSWORD = 'guildhall demo';

/** Signs in by the door, so that the password was given a moment ago. */
async function enter(page, handle) {
  await page.goto('/sign-in');
  await page.fill('#login', handle);
  await page.fill('#password', PASSWORD);
  await page.click('.door button[type=submit]');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

for (const [js, handle] of [[true, 'hana'], [false, 'tunde']]) {
  const how = js ? 'with' : 'without';

  test(`a member takes everything along ${how} JavaScript`, async ({ page }) => {
    const member = await page({ js });
    await enter(member, handle);
    await member.goto('/settings');
    await member.locator('#taking button').click();
    await member.waitForURL(/saved=export/);
    const fetch = member.locator('#taking a[download]').first();
    for (let turn = 0; turn < 30 && (await fetch.count()) === 0; turn += 1) {
      await member.waitForTimeout(300);
      await member.goto('/settings');
    }
    const [download] = await Promise.all([member.waitForEvent('download'), fetch.click()]);
    assert.match(download.suggestedFilename(), /\.zip$/);
    const path = await download.path();
    const { readFile } = await import('node:fs/promises');
    const bytes = await readFile(path);
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
    assert.ok(bytes.includes('everything.json') && bytes.includes('README.md'));
  });

  test(`a member asks to leave ${how} JavaScript, and stays`, async ({ page }) => {
    const member = await page({ js });
    await enter(member, handle);
    await member.goto('/settings/leaving');
    await member.getByLabel('My words stay').check();
    await member.fill('#handle', handle);
    await member.fill('#password', 'not this one');
    await member.locator('main form button.btn--bad').click();
    await member.getByText('This is not your password.').waitFor();
    assert.ok(await member.getByLabel('My words stay').isChecked());
    await member.fill('#handle', handle);
    await member.fill('#password', PASSWORD);
    await member.locator('main form button.btn--bad').click();
    await member.waitForURL(/done=asked/);
    await member.goto('/settings');
    await member.locator('main form[action="/settings/leaving/return"] button').click();
    await member.waitForURL(/done=stayed/);
    await member.getByText('You stay.').waitFor();
  });
}

test('the pages of leaving are accessible and fit', async ({ page, axe, fits }) => {
  for (const look of [{}, { phone: true, dark: true }]) {
    const member = await page(look);
    await enter(member, 'kwame');
    for (const path of ['/settings', '/settings/leaving']) {
      await member.goto(path);
      await axe(member);
      await fits(member);
    }
  }
});
