import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stamp = path.join(root, 'node_modules', '.yunshu-installed');
const [major] = process.versions.node.split('.').map(Number);

/** Installs what the lockfile names, unless exactly that is there already. */
export function install() {
  if (major < 20) fail(`Yunshu needs Node 20 or newer; this is ${process.version}`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile()) return;
  console.log('installing dependencies …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail('npm ci failed; see above');
  markInstalled();
}

/** Notes that what the lockfile names is there. */
export function markInstalled() {
  writeFileSync(stamp, lockfile());
}

function lockfile() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
