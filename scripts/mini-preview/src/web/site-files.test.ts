import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CompiledApp } from './compile.js';
import { SiteFiles } from './site-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LONG_AGO = new Date(0);
const app = { source: { app: 'one' }, config: { pages: [] }, units: new Map() } as unknown as CompiledApp;

function write(files: Record<string, string>): void {
  const site = new SiteFiles(folder);
  for (const [name, content] of Object.entries(files)) site.put(name, content);
  site.report(app, 0);
}
const at = (name: string) => join(folder, name);

it('holds nothing that it was not given', () => {
  writeFileSync(at('stranger.txt'), 'x');
  write({ 'index.html': 'a', 'icons/a.svg': 'a', 'app.js': '1' });
  write({ 'index.html': 'a', 'app.js': '2' });
  expect(['stranger.txt', 'icons/a.svg'].filter((name) => existsSync(at(name)))).toEqual([]);
  expect(readFileSync(at('app.js'), 'utf8')).toBe('2');
});

it('leaves alone what is the same as before, and writes everything again into a folder that was removed', () => {
  write({ 'index.html': 'a', 'icons/a.svg': 'a' });
  utimesSync(at('icons/a.svg'), LONG_AGO, LONG_AGO);
  write({ 'index.html': 'b', 'icons/a.svg': 'a' });
  expect(statSync(at('icons/a.svg')).mtimeMs).toBe(0);
  expect(readFileSync(at('index.html'), 'utf8')).toBe('b');
  rmSync(folder, { recursive: true });
  write({ 'index.html': 'b', 'icons/a.svg': 'a' });
  expect(readFileSync(at('icons/a.svg'), 'utf8')).toBe('a');
});
