import { describe, expect, test } from 'vitest';
import { findLeaks } from './log-leaks.js';

const line = (text: string) => ({ name: 'order-create', text });
const used = ['顾长卿', '13912345678', '满觉陇路 88 号', 'a"b\\c.d+9', '1'];

describe('a line that says what a test has used is found', () => {
  test.each(['buyer 顾长卿', '{"to":"满觉陇路 88 号"}', JSON.stringify({ error: 'password a"b\\c.d+9' })])(
    '%s',
    (text) => {
      expect(findLeaks([line('all well'), line(text)], used)).toHaveLength(1);
    },
  );

  test('and is not said again', () => {
    expect(JSON.stringify(findLeaks([line('buyer 顾长卿')], used))).not.toContain('顾长卿');
  });
});

test('a line that says what nobody told of is found by what it looks like', () => {
  const leaks = findLeaks([line('to 13700137000'), line(`k1:${'A'.repeat(43)}=`)], []);
  expect(leaks.map(({ what }) => what)).toEqual(['what looks like [phone]', 'what looks like [key]']);
});

test('lines that say nothing are none, and a text of one letter is not looked for', () => {
  expect(findLeaks([line('{"action":"order-create","ms":112,"code":"OK"}')], used)).toEqual([]);
});
