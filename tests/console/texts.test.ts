import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { en } from '../../scripts/local-cloud/console-ui/src/text/en/index.js';
import { zh } from '../../scripts/local-cloud/console-ui/src/text/zh/index.js';

const source = path.resolve(import.meta.dirname, '../../scripts/local-cloud/console-ui/src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.(vue|ts)$/.test(file) && !file.startsWith('text/'),
);
const code = files.map((file) => readFileSync(path.join(source, file), 'utf8')).join('\n');
const texts: [string, Record<string, string>][] = [
  ['zh', zh],
  ['en', en],
];
const keys = Object.keys(zh);

it('every text is there in both languages, with the same places to fill in', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort());
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const key of keys) {
    const [chinese, english] = texts.map(([, all]) => all[key]!);
    expect([key, places(english!)]).toEqual([key, places(chinese!)]);
    expect([key, chinese!.trim() !== '' && english!.trim() !== '']).toEqual([key, true]);
  }
});

it('no English text holds Chinese', () => {
  expect(Object.entries(en).filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
});

it('every text that a page asks for by name exists', () => {
  const asked = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key!);
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  const families = [...code.matchAll(/\bt\(\s*`([\w]+_)\$\{/g)].map(([, family]) => family!);
  for (const family of families) {
    expect([family, keys.some((key) => key.startsWith(family))]).toEqual([family, true]);
  }
});

it('no text is left that nothing asks for', () => {
  const asked = (key: string) => code.includes(`'${key}'`) || code.includes(`\`${key.split('_')[0]}_\${`);
  // `${flag}Help` of the payment switches.
  const helps = keys.filter((key) => key.endsWith('Help') && code.includes(`'${key.slice(0, -4)}'`));
  expect(keys.filter((key) => !asked(key) && !helps.includes(key))).toEqual([]);
});
