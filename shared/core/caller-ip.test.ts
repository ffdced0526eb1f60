import { afterEach, describe, expect, it } from 'vitest';
import { callerIp } from './caller-ip.js';
import { within } from './context.js';
import { newCall } from './pipeline/platform.js';

const ipOf = (ip: string) => within({ ...newCall('test-ip', {}), ip }, callerIp);

describe('the address of a caller', () => {
  afterEach(() => {
    delete process.env.TCB_SOURCE_IP;
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (ip, expected) => {
    expect(ipOf(ip)).toBe(expected);
  });

  it.each(['2001:db8:1:2:3:4:5:6', '::ffff:203.0.113.7', '203.0.113.7'])(
    'stays the same when the HTTP door hands %s on to an action',
    (ip) => {
      process.env.TCB_SOURCE_IP = '198.51.100.1';
      const atTheDoor = ipOf(ip)!;
      expect(ipOf(atTheDoor)).toBe(atTheDoor);
    },
  );

  it('is what the platform says when the door knows nothing, and nothing when that is no address', () => {
    process.env.TCB_SOURCE_IP = '198.51.100.1';
    expect(ipOf('unknown')).toBe('198.51.100.1');
    process.env.TCB_SOURCE_IP = 'a'.repeat(100_000);
    expect(ipOf('1.2.3')).toBeUndefined();
  });
});
