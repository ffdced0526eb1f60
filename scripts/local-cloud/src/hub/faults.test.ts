import { expect, it } from 'vitest';
import { createFaults, readRule } from './faults.js';

it.each([
  ['kind', { kind: 'fire' }],
  ['kind', {}],
  ['nonsense', { kind: 'drop', nonsense: 1 }],
  ['__proto__', JSON.parse('{"kind":"drop","__proto__":{}}')],
  ['env', { kind: 'drop', env: 5 }],
  ['function', { kind: 'drop', function: {} }],
  ['action', { kind: 'drop', action: 5 }],
  ['action', { kind: 'drop', action: '' }],
  ['nth', { kind: 'drop', nth: 1.5 }],
  ['times', { kind: 'drop', times: -1 }],
  ['ms', { kind: 'latency', ms: 1e12 }],
  ['when', { kind: 'crash', when: 'maybe' }],
  ['code', { kind: 'error', code: { $ne: 1 } }],
  ['code', { kind: 'error', code: 'no code\r\n' }],
])('a rule whose %s is wrong is refused by name: %j', (field, rule) => {
  expect(() => readRule(rule)).toThrow(
    expect.objectContaining({ status: 400, message: expect.stringMatching(`^${field}: `) }),
  );
});

it('strikes where it fits, as often as it says, and nowhere else', async () => {
  const faults = createFaults();
  faults.add(readRule({ kind: 'error', env: 'demo', action: 'database.*', code: 'SERVER_TIMEOUT', times: 2 }));
  const call = (env: string, action: string) => faults.around({ env, action }, async () => 'done');
  expect(await call('other', 'database.addDocument')).toBe('done');
  expect(await call('demo', 'storage.deleteFile')).toBe('done');
  for (let strike = 0; strike < 2; strike++) {
    await expect(call('demo', 'database.addDocument')).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' });
  }
  expect(await call('demo', 'database.addDocument')).toBe('done');
  expect(faults.list()).toEqual([]);
});
