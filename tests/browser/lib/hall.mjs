// A demo hall of our own for one run: started on a free port, watched, and taken away again.

import { spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The demo seeds a whole community first; a debug build on a busy machine takes its time. */
const START = 90_000;
/** A hall that was asked to stop finishes what it has begun, and no more. */
const STOP = 15_000;

/** Starts the hall, or takes the running one that GUILDHALL_BASE names. */
export async function startHall(root) {
  const running = process.env.GUILDHALL_BASE;
  if (running) {
    return { base: running.replace(/\/$/, ''), stop: async () => {}, log: () => '', faults: () => [] };
  }

  const program = process.env.GUILDHALL_BIN ?? join(root, 'target', 'release', 'guildhall');
  await access(program).catch(() => {
    throw new Error(`${program} is missing: build it, or name another one in GUILDHALL_BIN`);
  });
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-browser-'));
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(program, ['serve', '--demo', '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    env: { ...withoutSettings(process.env), TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const listen = (chunk) => {
    log = (log + chunk).slice(-200_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  let ended;
  const end = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve((ended = { code, signal })));
    child.once('error', (error) => resolve((ended = { code: String(error) })));
  });
  // Should this process die without tidying up, the hall goes with it.
  process.once('exit', () => ended || child.kill('SIGKILL'));

  const tail = () => log.split('\n').slice(-40).join('\n');
  const deadline = Date.now() + START;
  while (!(await isReady(base))) {
    const late = Date.now() > deadline;
    if (ended || late) {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      const why = late ? `was not ready after ${START} ms` : `ended while starting (${JSON.stringify(ended)})`;
      throw new Error(`the hall ${why}:\n${tail()}`);
    }
    await sleep(100);
  }

  const faults = [];
  return {
    base,
    log: tail,
    faults: () => faults,
    stop: async () => {
      if (ended) {
        faults.push(`the hall ended during the tests (${JSON.stringify(ended)})`);
      } else {
        child.kill('SIGTERM');
        const patience = new AbortController();
        const late = sleep(STOP, 'late', { signal: patience.signal }).catch(() => {});
        const first = await Promise.race([end, late]);
        patience.abort();
        if (first === 'late') {
          faults.push(`the hall did not stop within ${STOP} ms`);
          child.kill('SIGKILL');
        }
      }
      for (const line of log.split('\n').filter((line) => /panicked at/.test(line))) {
        faults.push(`the hall stumbled: ${line.trim()}`);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Settings of whoever runs the tests are not the demo's. */
function withoutSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GUILDHALL_')));
}

async function isReady(base) {
  try {
    return (await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
