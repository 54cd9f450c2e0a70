// Groups: founding one, inviting somebody, talking where nobody else listens.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { commentForm, fresh, title } from './lib/ways.mjs';

/** Founds a group by its form. Gives its address. */
async function found(page, name, entry, visibility) {
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Found a group' }).click();
  await page.waitForURL(/\/groups\/new/);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('What it is for').fill('We meet so that it gets done.');
  await page.getByLabel(entry).check();
  await page.getByLabel(visibility).check();
  await page.getByRole('button', { name: 'Found a group' }).click();
  await page.waitForURL(/\/g\//);
  assert.equal(await title(page), name);
  return new URL(page.url()).pathname;
}

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';

  test(`a hidden group is founded, joined and talked in, and is not there for others ${how} JavaScript`, async ({ page, signIn }) => {
    const steward = await page({ js });
    await signIn(steward, js ? 'owen' : 'kwame');
    const name = fresh('The keys');
    const group = await found(steward, name, 'Whoever is invited; nobody else knows that the group is there', 'Its members alone, whoever else keeps or runs the site');

    await steward.getByRole('link', { name: 'Invite somebody' }).click();
    await steward.getByLabel('Their @name').fill('@farida');
    await steward.getByRole('button', { name: 'Invite', exact: true }).click();
    await steward.getByText('They are told.').waitFor();

    const guest = await page({ js, phone: true });
    await signIn(guest, 'farida');
    await guest.goto('/groups');
    await guest.getByRole('button', { name: `Accept ${name}` }).click();
    await guest.getByText('You are in.').waitFor();

    await guest.getByRole('link', { name: 'Open a conversation' }).click();
    await guest.getByRole('radio', { name: /^Discussion/ }).check();
    const talk = fresh('Who has the second key?');
    await guest.getByLabel('Title').fill(talk);
    await guest.getByRole('button', { name: 'Open the conversation' }).click();
    await guest.waitForURL(/\/conversations\/[0-9A-Z]+\/[^/#?]+$/);
    const address = new URL(guest.url()).pathname;

    await steward.goto(address);
    const form = commentForm(steward);
    await form.getByLabel('Comment', { exact: true }).fill('Under the third pot.');
    await form.getByRole('button', { name: /post comment/i }).click();
    await steward.getByText('Under the third pot.').first().waitFor();

    const outsider = await page({ js });
    await signIn(outsider, 'imke');
    for (const path of [group, address]) {
      const answer = await outsider.goto(path);
      assert.equal(answer.status(), 404, path);
    }
    for (const list of ['/groups', '/conversations', '/search?q=key']) {
      await outsider.goto(list);
      assert.equal(await outsider.getByText(talk).count(), 0, list);
      assert.equal(await outsider.getByText(name).count(), 0, list);
    }
  });
}

test('whoever asks to come in is let in by a steward', async ({ page, signIn }) => {
  const steward = await page({ phone: true });
  await signIn(steward, 'tunde');
  await steward.goto('/groups');
  await steward.getByRole('link', { name: 'Wiring school' }).click();
  await steward.getByRole('link', { name: 'One asks to come in' }).click();
  await steward.getByText('not just how').waitFor();
  await steward.getByRole('button', { name: /^Let in/ }).first().click();
  await steward.getByText('They are in.').waitFor();

  const member = await page();
  await signIn(member, 'aoife');
  await member.goto('/notifications');
  await member.getByText('let you into the group').waitFor();
  await member.goto('/g/wiring-school');
  await member.getByRole('link', { name: 'Open a conversation' }).waitFor();
});

test('a member introduces two others, who meet on their own', async ({ page, signIn }) => {
  const member = await page();
  await signIn(member, 'piotr');
  await member.goto('/@dilwyn');
  await member.getByRole('link', { name: 'Introduce to somebody' }).click();
  await member.getByLabel('@name of the other one').fill('yusuf');
  const why = fresh('You both grow tomatoes on a windowsill.');
  await member.getByLabel('Why they should know each other').fill(why);
  await member.getByRole('button', { name: 'Introduce them' }).click();
  await member.waitForURL(/\/conversations\//);

  const other = await page({ phone: true });
  await signIn(other, 'yusuf');
  await other.goto('/notifications');
  await other.getByText('introduces you in').first().waitFor();
  await member.goto('/welcome');
  await title(member);
});
