// Installs the runner's packages for the build: `npm ci` when package-lock.json is newer than the stamp. Two builds at the same
// time are safe: the second waits for the first and then finds nothing to do.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) fail(`Node.js ${process.versions.node} is too old: the script runner needs Node.js 20 or newer on the PATH (24 LTS is advised).`);

const folder = fileURLToPath(new URL('../', import.meta.url));
const path = name => fileURLToPath(new URL('../' + name, import.meta.url));
const stamp = path('node_modules/.installed');
const lock = path('obj/npm.lock');
const waitMilliseconds = 200, staleMilliseconds = 5 * 60 * 1000;
const pause = new Int32Array(new SharedArrayBuffer(4));

if (!current()) {
  mkdirSync(path('obj'), { recursive: true });
  acquire();
  try {
    if (!current()) install();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function install() {
  rmSync(stamp, { force: true });
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], shell: windows,
  });
  if (result.error?.code === 'ENOENT') fail('npm was not found: install Node.js 20 or newer together with npm, and see that both are on the PATH.');
  if (result.status !== 0) fail(`'npm ci' failed in ${folder}; its own message stands above.`);
  writeFileSync(stamp, process.versions.node);
}

function current() {
  const installed = age(stamp);
  return installed !== undefined && installed >= age(path('package-lock.json'));
}

function age(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function acquire() {
  for (;;) {
    try {
      return mkdirSync(lock);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      // A build that was killed leaves its lock behind.
      const since = age(lock);
      if (since !== undefined && Date.now() - since > staleMilliseconds) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(pause, 0, 0, waitMilliseconds);
    }
  }
}

function fail(message) {
  console.error(`script-runner : error SCRIPT001: ${message}`);
  process.exit(1);
}
