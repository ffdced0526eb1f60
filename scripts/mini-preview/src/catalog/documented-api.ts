import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const TYPES = join(dirname(createRequire(import.meta.url).resolve('miniprogram-api-typings/package.json')), 'types/wx');

/** Names of everything in `wx` and in `wx.cloud`, as WeChat's own type definitions list them. */
export function documentedApi(): Record<'wx' | 'cloud', string[]> {
  return {
    wx: membersOf('lib.wx.api.d.ts', 'interface Wx {', 8),
    cloud: membersOf('lib.wx.cloud.d.ts', 'interface WxCloud {', 4),
  };
}

function membersOf(file: string, start: string, indent: number): string[] {
  // Comments hold examples, which look like members.
  const text = readFileSync(join(TYPES, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const opening = text.indexOf(start);
  if (opening === -1) throw new Error(`${file} of miniprogram-api-typings has no "${start}"`);
  const closing = new RegExp(`^ {${indent - 4}}\\}`, 'm');
  const body = text.slice(opening + start.length).split(closing)[0]!;
  const member = new RegExp(`^ {${indent}}(?:readonly )?(\\w+)\\??[<(:]`, 'gm');
  return [...new Set([...body.matchAll(member)].map((match) => match[1]!))].sort();
}
