import { describe, expect, test } from 'vitest';
import { redact } from './redact.js';

describe('what no log may hold is taken out', () => {
  test.each([
    ['a telephone number', '收件人 13800138000。', '收件人 [phone]。'],
    ['one with the country', 'to +8613800138000 failed', 'to [phone] failed'],
    ['one in groups', 'call 138 0013 8000', 'call [phone]'],
    ['one between Chinese characters', '电话13800138000号', '电话[phone]号'],
    ['one in a message of the database', 'dup key: { phone: "13800138000" }', 'dup key: { phone: "[phone]" }'],
    ['an ID card', 'id 11010519491231002X', 'id [id-card]'],
    ['a bank card', 'card 6222021234567890128', 'card [bank-card]'],
    ['an e-mail address', 'from lin.qinghe@example.com:', 'from [e-mail]:'],
    ['a JWT', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0abc.c2lnbmF0dXJl!', 'token [token]!'],
    [
      'a refresh token',
      `refused ses_${'0A'.repeat(13)}.12.k1.${'a-_9'.repeat(10)}abc now`,
      `refused ses_${'0A'.repeat(13)}[token] now`,
    ],
    ['an Authorization header', 'authorization: bearer abcdef0123456789', 'authorization: bearer [token]'],
    ['the key of a robot', 'POST /cgi-bin/webhook/send?key=0b5c4b9a-1d2e', 'POST /cgi-bin/webhook/send?key=[token]'],
    ['an entry of YUNSHU_KEYS', `k1:${'A'.repeat(43)}=`, 'k1:[key]'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end', '[pem] end'],
    ['a private key that is cut off', 'x -----BEGIN PRIVATE KEY-----\nMIIE', 'x [pem]'],
  ])('%s', (_, text, clean) => {
    expect(redact(text)).toBe(clean);
  });
});

describe('what a log is for stays in it', () => {
  test.each([
    ['an id of ours', 'ord_13800138000AAAAAAAAAAAAAAA'],
    ['a trace id', '8b0e1138-0013-8000-9b1c-138001380001'],
    ['an amount in fen', 'payable 1380013800'],
    ['a time in ms', '1763712000000'],
    ['a payment number of WeChat', '4200002345202611211234567890'],
    ['18 digits that are no ID card', '110105194912310021'],
    ['19 digits that are no bank card', '6222021234567890129'],
    ['an instant', '2026-11-21T14:50:28.000Z'],
  ])('%s', (_, text) => {
    expect(redact(text)).toBe(text);
  });
});

test('an ordinary line costs a few millionths of a second, a nasty one at most a thousandth', () => {
  const ordinary = 'database-find orders 12+3 function-call event-relay 15+40 '.repeat(8);
  const nasty = ['1'.repeat(20_000), '@'.repeat(20_000), `a.${'b.'.repeat(10_000)}`, '-----BEGIN A'.repeat(2_000)];
  /** The best of some rounds, ms: whatever else the machine does at the time is no cost of ours. */
  const spent = (text: string, times: number) => {
    const rounds = Array.from({ length: 5 }, () => {
      const from = performance.now();
      for (let run = 0; run < times; run += 1) redact(text);
      return (performance.now() - from) / times;
    });
    return Math.min(...rounds);
  };
  expect(spent(ordinary, 1000)).toBeLessThan(0.05);
  for (const text of nasty) expect(spent(text, 1), text.slice(0, 10)).toBeLessThan(50);
});
