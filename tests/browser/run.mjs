// Starts a demo hall, runs every *.spec.mjs here against it in a real browser, and counts.
//
//   node run.mjs [NAME…]        only tests whose file or title contains one of the names
//   node run.mjs --list [NAME…] only lists them
//
// GUILDHALL_BIN        the program to start (default: the release build)
// GUILDHALL_BASE       a hall that runs already; nothing is started then
// GUILDHALL_CHROMIUM   the browser (default: the first one found)

import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { startBrowser } from './lib/browser.mjs';
import { startHall } from './lib/hall.mjs';
import { tests } from './lib/test.mjs';
import { Tools } from './lib/tools.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

/** How long one test may take: pages answer in milliseconds, so this only ends what hangs. */
const PATIENCE = 30_000;

const words = process.argv.slice(2);
const listing = words[0] === '--list';
if (listing) words.shift();

for (const file of (await readdir(here)).filter((name) => name.endsWith('.spec.mjs')).sort()) {
  tests.file = file.replace('.spec.mjs', '');
  await import(pathToFileURL(join(here, file)));
}
const wanted = tests.all.filter(
  ({ file, title }) =>
    words.length === 0 || words.some((word) => `${file}: ${title}`.includes(word)),
);
if (listing) {
  for (const { file, title } of wanted) console.log(`${file}: ${title}`);
  process.exit(0);
}

const browser = await startBrowser().catch(giveUp);
const hall = await startHall(root).catch((error) => browser.close().then(() => giveUp(error)));
let passed = 0;
const failed = [];

const tidy = async () => {
  await browser.close().catch(() => {});
  await hall.stop();
};
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => tidy().finally(() => process.exit(1)));
}

for (const { file, title, run } of wanted) {
  const name = `${file}: ${title}`;
  const started = Date.now();
  const tools = new Tools(browser, hall.base, join(root, 'target', 'browser'));
  let fault;
  let timer;
  try {
    await Promise.race([
      run(tools).then(() => tools.settle()),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`still running after ${PATIENCE} ms`)), PATIENCE);
      }),
    ]);
  } catch (error) {
    fault = error;
    await tools.keepPictures(name).catch(() => {});
  } finally {
    clearTimeout(timer);
    await tools.close();
  }
  const took = `${Date.now() - started} ms`;
  if (fault) {
    failed.push(name);
    console.log(`FAILED  ${name} (${took})\n${indent(fault.stack ?? String(fault))}`);
    for (const line of [...tools.faults, ...tools.kept]) console.log(indent(line));
  } else {
    passed += 1;
    console.log(`ok      ${name} (${took})`);
  }
}

await tidy();
for (const fault of hall.faults()) {
  failed.push(fault);
  console.log(`FAILED  ${fault}`);
}
if (failed.length > 0) {
  if (hall.log()) console.log(`\nThe last words of the hall:\n${indent(hall.log())}`);
  console.log(`\nFailed:\n${indent(failed.join('\n'))}`);
}
if (passed + failed.length === 0) {
  console.log(`No browser test is called ${words.join(' or ')}.`);
}
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && passed > 0 ? 0 : 1);

function giveUp(error) {
  console.log(`FAILED  ${error.message}\n\n0 passed, 1 failed`);
  process.exit(1);
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}
