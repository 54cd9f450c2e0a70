// Saying something, as a guest and as a member.

import { strict as assert } from 'node:assert';

import { test } from './lib/test.mjs';
import { commentForm, fillInAsGuest, fresh, toAnArticle } from './lib/ways.mjs';

for (const js of [false, true]) {
  const how = js ? 'with' : 'without';

  test(`a guest comments ${how} JavaScript and hears what happens next`, async ({ page }) => {
    const guest = await page({ js });
    await toAnArticle(guest);
    const text = fresh('Two of ours failed at the connector');
    const form = await fillInAsGuest(guest, text);
    await form.getByRole('button', { name: /post comment/i }).click();
    await guest.waitForLoadState();
    const shown = guest.getByText(text).first();
    const told = guest.getByRole('status').first();
    await shown.or(told).first().waitFor();
  });

  test(`a guest sees the comment before posting it ${how} JavaScript`, async ({ page }) => {
    const guest = await page({ js });
    await toAnArticle(guest);
    const form = await fillInAsGuest(guest, 'It was the **thermostat**, as ever.');
    await form.getByRole('button', { name: /preview/i }).click();
    await guest.locator('strong', { hasText: 'thermostat' }).waitFor();
    const kept = commentForm(guest).getByLabel('Comment', { exact: true });
    assert.equal(await kept.inputValue(), 'It was the **thermostat**, as ever.');
  });

  test(`a member comments ${how} JavaScript and sees it at once`, async ({ page, signIn }) => {
    const member = await page({ js });
    await signIn(member);
    await toAnArticle(member);
    const text = fresh('I bring the spare parts');
    await commentForm(member).getByLabel('Comment', { exact: true }).fill(text);
    await commentForm(member).getByRole('button', { name: /post comment/i }).click();
    const comment = member.locator('[id^="comment-"]').filter({ hasText: text }).last();
    await comment.waitFor();
    const anchor = await comment.getAttribute('id');

    const reader = await page({ js: false });
    await reader.goto(`${new URL(member.url()).pathname}#${anchor}`);
    await reader.locator(`#${anchor}`, { hasText: text }).waitFor();
  });
}

test('an empty comment comes back with its fault and the rest filled in', async ({ page, axe }) => {
  const guest = await page();
  await toAnArticle(guest);
  const form = await fillInAsGuest(guest, '', { name: 'Lotta' });
  await form.evaluate((node) => {
    node.noValidate = true;
  });
  const answered = guest.waitForResponse((response) => response.request().method() === 'POST');
  await form.getByRole('button', { name: /post comment/i }).click();
  assert.equal((await answered).status(), 422);
  await guest.getByRole('alert').first().waitFor();
  assert.equal(await commentForm(guest).getByLabel(/name/i).inputValue(), 'Lotta');
  await axe(guest);
});

test('markup in a comment stays what it is: text', async ({ page, signIn }) => {
  const member = await page();
  await signIn(member);
  await toAnArticle(member);
  const text = fresh('<img src=x onerror="document.title=1"><script>document.title=2</script> harmless');
  await commentForm(member).getByLabel('Comment', { exact: true }).fill(text);
  await commentForm(member).getByRole('button', { name: /post comment/i }).click();
  const comment = member.locator('[id^="comment-"]').filter({ hasText: text.split(' ').pop() }).last();
  await comment.waitFor();
  assert.equal(await comment.locator('script, [onerror]').count(), 0);
  assert.ok(!['1', '2'].includes(await member.title()));
});
