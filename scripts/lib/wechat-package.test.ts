import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildForReview, refusedWords } from './wechat-package.js';

const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package of 八字 for WeChat', () => {
  let built: Awaited<ReturnType<typeof buildForReview>>;
  beforeAll(async () => {
    built = await buildForReview('bazi', path.join(folder, 'bazi'));
  });

  it('is the calendar alone, without a word that its review refuses', () => {
    expect(built.report.pages.map((page) => page.split('/').at(-1))).toEqual(['month', 'terms', 'about']);
    expect(built.refused).toEqual([]);
  });

  it('carries no script of the pages that only H5 has', () => {
    const scripts = Object.keys(built.report.files).filter((file) => /packages\/bazi\/(pages|components)\//.test(file));
    const units = new Set(scripts.map((file) => file.split('/')[3]));
    expect([...units].sort()).toEqual(['about', 'day-card', 'month', 'month-view', 'terms']);
  });
});

it('finds a refused word in a template, a script and a picture, and says where', () => {
  const own = path.join(folder, 'refused');
  mkdirSync(path.join(own, 'pages'), { recursive: true });
  writeFileSync(path.join(own, 'pages', 'a.wxml'), '<view>\n今日运势</view>');
  writeFileSync(path.join(own, 'a.js'), 'const title = "合婚";');
  writeFileSync(path.join(own, 'a.svg'), '<title>塔罗</title>');
  writeFileSync(path.join(own, 'a.png'), '算命');
  expect(refusedWords(own)).toEqual([
    { file: 'a.js', line: 1, word: '合婚' },
    { file: 'a.svg', line: 1, word: '塔罗' },
    { file: 'pages/a.wxml', line: 2, word: '运势' },
  ]);
});
