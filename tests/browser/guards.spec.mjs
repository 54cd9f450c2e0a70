// The guards themselves: a watchman who has gone blind reports nothing, too.

import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';

import { test } from './lib/test.mjs';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; " +
  "require-trusted-types-for 'script'; upgrade-insecure-requests";

/** Serves `body` as a page under the policy of the real ones, and `script` as its script. */
async function visit({ elsewhere }, { body = '', script = '', options }, then) {
  const server = createServer((request, response) => {
    if (request.url === '/script.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else if (request.url === '/') {
      const page =
        `<!doctype html><html lang="en"><title>A page</title><script src="/script.js" defer></script>` +
        `<main><h1>A page</h1>${body}</main></html>`;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
      response.end(page);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tools = elsewhere(`http://127.0.0.1:${server.address().port}`);
  try {
    const page = await tools.page(options);
    await page.goto('/');
    await then(page, tools);
  } finally {
    await tools.close();
    server.close();
    server.closeAllConnections();
  }
}

const reports = (what) => (_, tools) =>
  assert.rejects(tools.settle(), (error) => error.actual?.some((fault) => what.test(fault)));

test('a quiet page has no faults, with and without JavaScript', async (tools) => {
  for (const js of [true, false]) {
    await visit(tools, { body: '<p>Good evening.</p>', options: { js } }, async (page, inner) => {
      if (js) await inner.axe(page);
      await inner.fits(page);
      assert.ok((await inner.weight(page)) > 100);
      await inner.settle();
    });
  }
});

test('a picture from another host is noticed', (tools) =>
  visit(tools, { body: '<img alt="" src="http://other.example/x.png">' }, reports(/other\.example|img-src/)));

test('a request of a script to another host is noticed', (tools) =>
  visit(tools, { script: "fetch('http://other.example/').catch(() => {})" }, reports(/connect-src|another host/)));

test('a link that is followed to another host is noticed', (tools) =>
  visit(tools, { body: '<a href="http://other.example/">away</a>' }, async (page, inner) => {
    await page.getByRole('link').click();
    await page.waitForTimeout(200);
    await reports(/asks another host/)(page, inner);
  }));

test('an inline style is noticed, with and without JavaScript', async (tools) => {
  const body = '<p style="color: red">Red.</p>';
  await visit(tools, { body }, reports(/content security policy: style-src/));
  await visit(tools, { body, options: { js: false } }, reports(/console: .*style/));
});

test('markup made from a string is noticed', (tools) =>
  visit(tools, { script: "document.querySelector('main').innerHTML = '<p>x</p>'" }, reports(/require-trusted-types/)));

test('an error in a script is noticed', (tools) =>
  visit(tools, { script: "throw new Error('broken')" }, reports(/throws: broken/)));

test('a missing file is noticed', (tools) =>
  visit(tools, { body: '<img alt="" src="/nowhere.png">' }, reports(/answers 404/)));

test('a field without a label is noticed', (tools) =>
  visit(tools, { body: '<input name="q">' }, async (page, inner) => {
    await assert.rejects(inner.axe(page), /label: Form elements must have labels/);
  }));

test('a page wider than the phone is noticed', (tools) => {
  const body = `<svg width="600" height="10" role="img" aria-label="wide"></svg>`;
  return visit(tools, { body, options: { phone: true } }, async (page, inner) => {
    await assert.rejects(inner.fits(page), /is \d+ px wide/);
  });
});

test('browsers know every feature that the policy of permissions names', async ({ page }) => {
  const visitor = await page();
  const said = [];
  visitor.on('console', (message) => said.push(message.text()));
  await visitor.goto('/sign-in');
  assert.deepEqual(said.filter((text) => /permissions-policy/i.test(text)), []);
});
