// The door while very many wrong passwords are tried: a browser does a second's work before it sends one.

import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';

import { test } from './lib/test.mjs';

const FORM = '<form class="form" method="post" action="/sign-in" novalidate>';
const ASKED =
  '<form class="form" method="post" action="/sign-in" novalidate data-work="16">' +
  '<input type="hidden" name="challenge" value="17.a.b"><input type="hidden" name="answer" value="">';

/** The real door, as it is under attack; and what is sent there. */
async function attacked(page) {
  const sent = [];
  await page.route('**/sign-in', async (route) => {
    if (route.request().method() === 'POST') {
      sent.push(new URLSearchParams(route.request().postData()));
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>In</title><h1>You are in</h1>' });
    }
    const response = await route.fetch();
    const body = await response.text();
    assert.ok(body.includes(FORM));
    return route.fulfill({ response, body: body.replace(FORM, ASKED) });
  });
  return sent;
}

test('a browser works before it sends a password that very many are guessing at', async ({ page }) => {
  const visitor = await page();
  const sent = await attacked(visitor);
  await visitor.goto('/sign-in');
  await visitor.fill('#login', 'hana');
  await visitor.fill('#password', 'a kettle on the hob');
  await visitor.click('.door button[type=submit]');
  await visitor.waitForSelector('text=You are in');

  assert.equal(sent.length, 1);
  assert.equal(sent[0].get('password'), 'a kettle on the hob');
  const hash = createHash('sha256').update(`17.a.b ${sent[0].get('answer')}`).digest('hex');
  assert.ok(hash.startsWith('0000'), hash);
});
