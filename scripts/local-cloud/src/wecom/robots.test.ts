import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel/kernel.js';
import { createRobots } from './robots.js';

let now = 1_000_000;
const robots = () =>
  createRobots({ environments: () => ['shop', 'farm'], clock: { now: () => now } } as unknown as Kernel);
const markdown = (content: unknown) => ({ msgtype: 'markdown', markdown: { content } });

describe('a group robot', () => {
  it('takes what fits: 4,096 bytes of markdown, 2,048 of text, to the byte', () => {
    const all = robots();
    const key = all.keyOf('shop');
    expect(all.send(key, markdown(`${'汉'.repeat(1365)}a`)).errcode).toBe(0);
    expect(all.send(key, markdown(`${'汉'.repeat(1365)}aa`)).errcode).toBe(40058);
    expect(all.send(key, { msgtype: 'text', text: { content: 'a'.repeat(2048) } }).errcode).toBe(0);
    expect(all.send(key, { msgtype: 'text', text: { content: 'a'.repeat(2049) } }).errcode).toBe(40058);
    expect(all.messages('shop')).toHaveLength(2);
    expect(all.messages('farm')).toEqual([]);
  });

  it('takes twenty messages in a minute, and more when that is over', () => {
    const all = robots();
    const key = all.keyOf('shop');
    const codes = Array.from({ length: 22 }, () => all.send(key, markdown('x')).errcode);
    expect(codes.filter((code) => code === 0)).toHaveLength(20);
    expect(codes.at(-1)).toBe(45009);
    now += 60_000;
    expect(all.send(key, markdown('x')).errcode).toBe(0);
  });

  it('refuses a key of nobody, another kind of message, and an empty one', () => {
    const all = robots();
    const key = all.keyOf('shop');
    expect(all.send('nobody', markdown('x')).errcode).toBe(93000);
    expect(all.send(key, { msgtype: 'video' }).errcode).toBe(40008);
    expect(all.send(key, markdown('')).errcode).toBe(44004);
    expect(all.send(key, null).errcode).toBe(40008);
  });
});
