import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { personal, secret } from '../contracts/confidential.js';
import { OrderId } from '../contracts/terms.js';
import { within } from './context.js';
import { describeError, log } from './log.js';
import { newCall } from './pipeline/platform.js';

afterEach(() => vi.restoreAllMocks());

function linesOf(work: () => void): string[] {
  const lines: string[] = [];
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
  }
  within(newCall('test-log', {}), work);
  return lines;
}

describe('by its type', () => {
  const phone = personal(z.string()).parse('13800138000');
  const orderId = OrderId.parse(`ord_${'A'.repeat(26)}`);

  test('ids, names and numbers can be logged, personal data and secrets cannot', () => {
    const [line] = linesOf(() => {
      log('info', 'test', { orderId, step: 'a text', pieces: 3 });
      // @ts-expect-error a telephone number is nothing for a log
      log('info', 'test', { phone });
      // @ts-expect-error a key is nothing for a log
      log('info', 'test', { key: secret('abc') });
    });
    expect(JSON.parse(line!)).toMatchObject({ orderId, step: 'a text', pieces: 3 });
  });
});

describe('by what it looks like', () => {
  test('a telephone number in a message, a cause and a stack is taken out, and the line stays JSON', () => {
    const error = new Error('dup key: { phone: "13800138000" }', { cause: new Error('for 13800138000') });
    const [line] = linesOf(() => log('error', 'test', describeError(error)));
    expect(line).not.toContain('13800138000');
    expect(JSON.parse(line!)).toMatchObject({
      error: 'Error: dup key: { phone: "[phone]" }',
      cause: 'Error: for [phone]',
    });
  });
});
