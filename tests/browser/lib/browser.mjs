// The browser: whichever Chromium the machine has, told to speak to nobody but us.

import { accessSync, constants } from 'node:fs';

import { chromium } from 'playwright-core';

const PLACES = [
  process.env.GUILDHALL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export async function startBrowser() {
  const executablePath = PLACES.find(isProgram);
  if (!executablePath) {
    throw new Error('no Chromium: install it (Debian: apt-get install chromium) or name it in GUILDHALL_CHROMIUM');
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function isProgram(path) {
  try {
    accessSync(path ?? '', constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
