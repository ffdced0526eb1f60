import { describe, expect, it } from 'vitest';
import { readLifetime, readRoles } from './operator-terms.js';

describe('the life of an operator token', () => {
  it.each([
    ['1s', 1],
    ['90s', 90],
    ['15m', 900],
    ['1h', 3600],
  ])('%s is %d seconds', (text, seconds) => {
    expect(readLifetime(text)).toBe(seconds);
  });

  it.each(['', '0m', '61m', '2h', '3601s', '15', 'm', '-5m', '1.5h', '15 m', '99999h'])('cannot be "%s"', (text) => {
    expect(() => readLifetime(text)).toThrow('--for must be from 1s to 60m');
  });
});

describe('the roles of an operator token', () => {
  it('are those of the catalogue, each once', () => {
    expect(readRoles(['support', 'admin', 'support'])).toEqual(['support', 'admin']);
  });

  it.each([[[]], [['root']], [['constructor']], [['admin', 'wizard']]])('cannot be %j', (names) => {
    expect(() => readRoles(names)).toThrow(/^--role .*guest, member/);
  });
});
