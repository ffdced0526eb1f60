import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface FoundChromium {
  /** The executable. */
  path: string;
  /** Where it was found, in words for a person. */
  source: string;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const PLACES = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Flags for a browser that is driven by a test: nothing runs in the background, nothing is asked of the network. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium: `CHROMIUM_PATH`, an installed one, Playwright's downloads; as root on a machine with apt it is
 * installed, with Chinese fonts, when none is there.
 * @throws Error of one line that says what to do
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): FoundChromium {
  const named = env.CHROMIUM_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH is ${named}, which is not an executable file`);
    return { path: named, source: 'CHROMIUM_PATH' };
  }
  const found = installed(env) ?? downloaded(env) ?? aptInstalled(env);
  if (found) return found;
  throw new Error('no Chromium found: install chromium or Chrome, or name one with CHROMIUM_PATH');
}

function installed(env: NodeJS.ProcessEnv): FoundChromium | undefined {
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...PLACES];
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC];
  const path = candidates.find(isExecutable);
  return path ? { path, source: 'installed' } : undefined;
}

function downloaded(env: NodeJS.ProcessEnv): FoundChromium | undefined {
  const cache = env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright');
  if (!existsSync(cache)) return undefined;
  const builds = readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .sort()
    .reverse();
  for (const build of builds) {
    for (const inside of ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell']) {
      const path = join(cache, build, inside);
      if (isExecutable(path)) return { path, source: `Playwright's download ${build}` };
    }
  }
  return undefined;
}

function aptInstalled(env: NodeJS.ProcessEnv): FoundChromium | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
  const options = { stdio: 'inherit' as const, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  if (spawnSync('apt-get', install, options).status !== 0) {
    spawnSync('apt-get', ['update'], options);
    spawnSync('apt-get', install, options);
  }
  const found = installed(env);
  return found && { ...found, source: 'installed by apt just now' };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
