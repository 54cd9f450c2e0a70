// Opening conversations, asking for a hand, voting in polls.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { fresh, title } from './lib/ways.mjs';

const CONVERSATION = /\/conversations\/[0-9A-Z]+\/[^/#?]+$/;

/** Opens a conversation of a kind through the menu on the front; `fill` fills in the rest of the form. */
async function open(page, kind, name, fill = async () => {}) {
  await page.goto('/');
  await page.getByText('Start a conversation').click();
  await page.getByRole('link', { name: new RegExp(`^${kind}`) }).click();
  await page.waitForURL(/\/conversations\/new/);
  assert.ok(await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).isChecked());
  await page.getByLabel('Title').fill(name);
  await fill(page);
}

async function isOpen(page, name) {
  await page.waitForURL((url) => CONVERSATION.test(url.pathname));
  assert.equal(await title(page), name);
}

/** A day so many days from today, as a form wants it. */
function day(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';

  test(`a member opens a discussion ${how} JavaScript and another one answers`, async ({ page, signIn }) => {
    const member = await page({ js, phone: true });
    await signIn(member, 'farida');
    const name = fresh('Which screw is it?');
    await open(member, 'Discussion', name, (form) => form.getByLabel('What you want to say').fill('It has *five* sides.'));
    await member.getByRole('button', { name: 'Open the conversation' }).click();
    await isOpen(member, name);
    await member.locator('em', { hasText: 'five' }).waitFor();

    const other = await page({ js });
    await signIn(other, 'piotr');
    await other.goto('/conversations?sort=new');
    await other.getByRole('link', { name }).click();
    await isOpen(other, name);
    await other.getByLabel('Comment', { exact: true }).fill('Then it is from a telephone box.');
    await other.getByRole('button', { name: /post comment/i }).click();
    await other.getByText('Then it is from a telephone box.').first().waitFor();
  });

  test(`a member asks for a hand ${how} JavaScript, another one can, and both give thanks`, async ({ page, signIn }) => {
    const asker = await page({ js, phone: true });
    await signIn(asker, 'aoife');
    const name = fresh('A ladder for an hour');
    await open(asker, 'Ask', name, async (form) => {
      await form.getByLabel('Day', { exact: true }).fill(day(9));
      await form.getByLabel('When, in words').fill('before noon');
      await form.getByLabel('Where').fill('Library bench');
    });
    await asker.getByRole('button', { name: 'Open the conversation' }).click();
    await isOpen(asker, name);
    const ask = asker.url();
    await asker.getByText('Library bench').waitFor();
    await asker.getByText('Nobody has said “I can” yet').waitFor();

    const helper = await page({ js });
    await signIn(helper, 'owen');
    await helper.goto('/conversations?kind=ask');
    await helper.getByRole('link', { name }).click();
    await helper.getByLabel(/A word with it/).fill('Three metres, if that is enough.');
    await helper.getByRole('button', { name: 'I can' }).click();
    await helper.getByText('1 member can').waitFor();
    await helper.getByText('Three metres').waitFor();

    await asker.goto(ask);
    await asker.getByText('Say how it ended').click();
    await asker.getByRole('checkbox', { name: /Owen/ }).check();
    await asker.getByRole('button', { name: 'That is how it ended' }).click();
    await asker.getByRole('heading', { name: 'It was done, with the help of' }).waitFor();

    await helper.goto(ask);
    await helper.getByRole('button', { name: /Thank Aoife/ }).click();
    await helper.getByRole('button', { name: /You thanked Aoife/ }).waitFor();
  });

  test(`a member asks in a poll ${how} JavaScript, another one votes and changes the vote`, async ({ page, signIn }) => {
    const asker = await page({ js });
    await signIn(asker, 'kwame');
    const name = fresh('Where does the safety table stand?');
    await open(asker, 'Discussion', name);
    await asker.getByRole('button', { name: 'Open it and add a poll' }).click();
    await asker.getByLabel('What do you ask?').fill('At the door or at the window?');
    await asker.getByLabel('What can be chosen?').fill('At the door\nAt the window\nIn the middle');
    await asker.getByRole('radio', { name: 'At any time' }).check();
    await asker.getByRole('button', { name: 'Add the poll' }).click();
    await isOpen(asker, name);
    const poll = asker.url().split('#')[0];

    const voter = await page({ js, phone: true });
    await signIn(voter, 'greta');
    await voter.goto(poll);
    const form = voter.locator('#poll');
    await form.getByText('Nobody sees who chose what.').waitFor();
    await form.getByRole('button', { name: 'Vote', exact: true }).click();
    await voter.getByText('Choose something first.').waitFor();
    await form.getByRole('radio', { name: 'At the window' }).check();
    await form.getByRole('button', { name: 'Vote', exact: true }).click();
    await form.getByText('1 member has voted.').waitFor();
    await form.getByRole('radio', { name: 'At the door' }).check();
    await form.getByRole('button', { name: 'Change my vote' }).click();
    await form.getByText('1 member has voted.').waitFor();
    assert.ok(await form.getByRole('radio', { name: 'At the door' }).isChecked());

    await asker.goto(poll);
    await asker.locator('#poll').getByRole('button', { name: 'Close it now' }).click();
    await asker.locator('#poll').getByText('“At the door” was chosen by the only vote.').waitFor();
    const reader = await page({ js: false });
    await reader.goto(poll);
    assert.equal(await reader.locator('#poll').getByText('Greta').count(), 0);
    await reader.locator('#poll').getByText('1 vote, 100 %').waitFor();
  });
}

for (const look of [{}, { phone: true, dark: true }]) {
  const where = look.phone ? 'on a phone in the dark' : 'on a wide screen';
  test(`pages of asks, offers and polls are accessible and fit ${where}`, async ({ page, axe, fits, signIn }) => {
    const member = await page(look);
    await signIn(member, 'rosa');
    const pages = ['/', '/conversations?kind=ask', '/conversations?kind=offer', '/conversations/new?kind=ask', '/@hana'];
    await member.goto('/conversations?sort=new');
    const wanted = [/book press/, /Sunday mornings/, /winter/, /green shelf/, /comes back empty/, /bench check/];
    for (const list of ['/conversations?sort=new', '/conversations?kind=offer', '/conversations?kind=ask']) {
      await member.goto(list);
      for (const name of wanted) {
        const link = member.getByRole('main').getByRole('link', { name });
        if (await link.count()) pages.push(new URL(await link.first().evaluate((a) => a.href)).pathname);
      }
    }
    assert.ok(pages.length >= 5 + wanted.length, `only ${pages.join(' ')}`);
    for (const path of new Set(pages)) {
      await member.goto(path);
      for (const details of await member.locator('main details').all()) await details.evaluate((node) => (node.open = true));
      await axe(member);
      await fits(member);
    }
    const press = pages.find((path) => /press/.test(path));
    await member.goto(press);
    await member.getByRole('link', { name: 'Add a poll' }).click();
    await axe(member);
    await fits(member);
    await member.getByRole('button', { name: 'Add the poll' }).click();
    await member.getByRole('link', { name: 'Ask something.' }).waitFor();
    await axe(member);
  });
}

test('fields for when and where are there for asks and offers', async ({ page, signIn }) => {
  const member = await page();
  await signIn(member, 'hana');
  await member.goto('/conversations/new?kind=discussion');
  const where = member.getByLabel('Where');
  assert.ok(!(await where.isVisible()));
  await member.getByRole('radio', { name: /^Offer/ }).check();
  assert.ok(await where.isVisible());
});
