// What a test gets: pages that watch themselves, an accessibility check, a way in as somebody.
//
// A test fails by itself when one of its pages asks another host for anything, breaks the content security policy, writes
// an error to the console, throws, or gets a server error. Nobody has to remember to look.

import { strict as assert } from 'node:assert';
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
/** WCAG 2.2 AA and all that it contains. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export class Tools {
  #browser;
  #folder;
  #contexts = [];
  #scriptless = new WeakSet();
  #weights = new WeakMap();

  constructor(browser, base, folder) {
    this.#browser = browser;
    this.#folder = folder;
    this.base = base;
    this.faults = [];
    this.kept = [];
    for (const tool of ['elsewhere', 'page', 'axe', 'fits', 'signIn', 'weight']) this[tool] = this[tool].bind(this);
  }

  /** The same tools for a server of the test's own. */
  elsewhere(base) {
    return new Tools(this.#browser, base, this.#folder);
  }

  /** A fresh visitor: `js` off, `phone`, `dark`, `language`. Addresses may be given as paths. */
  async page({ js = true, phone = false, dark = false, language = 'en' } = {}) {
    const context = await this.#browser.newContext({
      ...(phone ? PHONE : WIDE),
      baseURL: this.base,
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: js,
      locale: language,
    });
    context.setDefaultTimeout(8_000);
    this.#contexts.push(context);
    if (!js) {
      this.#scriptless.add(context);
    } else {
      await context.exposeBinding('reportViolation', ({ page }, what) => this.#fault(page, what));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const what = `${event.effectiveDirective} forbids ${event.blockedURI || 'inline code'}`;
          globalThis.reportViolation(`content security policy: ${what}`);
        });
      });
    }
    const page = await context.newPage();
    context.on('page', (another) => this.#watch(another));
    this.#watch(page);
    const ours = new URL(this.base).origin;
    await context.route(
      (url) => /^(http|ws)/.test(url.protocol) && url.origin !== ours,
      (route) => {
        const request = route.request();
        this.#fault(page, `asks another host: ${request.method()} ${request.url()}`);
        return route.abort();
      },
    );
    return page;
  }

  #watch(page) {
    this.#weights.set(page, []);
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url() !== 'about:blank') {
        const all = this.#weights.get(page);
        all.splice(0, all.findLastIndex((request) => request.isNavigationRequest()));
      }
    });
    page.on('requestfinished', (request) => this.#weights.get(page).push(request));
    page.on('pageerror', (error) => this.#fault(page, `throws: ${error.message}`));
    page.on('console', (message) => {
      // Failed answers are judged below, where one sees whether the page itself was meant to fail.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.#fault(page, `console: ${message.text()}`);
      }
    });
    page.on('response', (response) => {
      const isPage = response.request().isNavigationRequest();
      if (response.status() >= 500 || (response.status() >= 400 && !isPage)) {
        this.#fault(page, `answers ${response.status()}: ${response.url()}`);
      }
    });
  }

  #fault(page, what) {
    this.faults.push(`${what} (on ${page.url()})`);
  }

  /** Fails on whatever the pages noticed. The runner calls it at the end; a test may earlier. */
  async settle() {
    // One round trip per page brings in what the browser has noticed already.
    for (const context of this.#contexts) {
      for (const page of context.pages()) await page.title().catch(() => {});
    }
    assert.deepEqual(this.faults, [], 'the pages have faults of their own');
  }

  /** No violation of WCAG 2.2 AA that a machine can see; the message names rule, element and remedy. */
  async axe(page) {
    assert.ok(!this.#scriptless.has(page.context()), 'axe is a script itself: give it a page with JavaScript');
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(
      (rules) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: rules } }),
      RULES,
    );
    const lines = violations.flatMap(({ id, help, nodes }) => [
      `${id}: ${help}`,
      ...nodes.map(({ target, html, failureSummary }) => {
        const why = failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; ');
        return `    ${target.join(' ')}  ${html.slice(0, 120)}\n        ${why}`;
      }),
    ]);
    assert.equal(lines.length, 0, `not accessible: ${page.url()}\n${lines.join('\n')}`);
  }

  /** Nothing sticks out at the side. */
  async fits(page) {
    const room = page.viewportSize().width;
    const { wide, who } = await page.evaluate((room) => {
      const who = [...document.body.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > room + 1)
        .slice(0, 5)
        .map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`);
      return { wide: document.documentElement.scrollWidth, who };
    }, room);
    assert.ok(wide <= room, `${page.url()} is ${wide} px wide where ${room} are: ${who.join(' ')}`);
  }

  /** Signs in as somebody of the demo: part of a name or handle, or the first who stands there. */
  async signIn(page, who = '') {
    await page.goto('/dev/people');
    const forms = await page.locator('form[action^="/dev/people/"]').all();
    for (const form of forms) {
      const handle = decodeURIComponent((await form.getAttribute('action')).split('/').pop());
      const line = await form.evaluate((node) => (node.closest('li, tr') ?? node).textContent);
      if (!`${handle} ${line}`.toLowerCase().includes(who.toLowerCase())) continue;
      await form.getByRole('button').click();
      await page.waitForURL((url) => url.pathname !== '/dev/people');
      return handle;
    }
    throw new Error(`nobody called “${who}” among the ${forms.length} people of /dev/people`);
  }

  /** Bytes on the wire for the page as it stands, with everything it fetched since it was opened. */
  async weight(page) {
    await page.waitForLoadState('load');
    const sizes = await Promise.all(this.#weights.get(page).map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  }

  /** After a failure: how each page looked, and its source. */
  async keepPictures(name) {
    await mkdir(this.#folder, { recursive: true });
    const stem = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 80);
    for (const [index, page] of this.#contexts.flatMap((context) => context.pages()).entries()) {
      const path = join(this.#folder, `${stem}-${index + 1}`);
      await page.screenshot({ path: `${path}.png`, fullPage: true, timeout: 5_000 });
      await writeFile(`${path}.html`, await page.content());
      this.kept.push(`see ${path}.png and .html (${page.url()})`);
    }
  }

  async close() {
    for (const context of this.#contexts) await context.close().catch(() => {});
  }
}
