import { isIPv4, isIPv6 } from 'node:net';
import { context } from './context.js';
import { sdk } from './store/cloud.js';

/** How many bits of an IPv6 address count. */
const NETWORK = '/64';

/**
 * The address that the call came from as far as the platform or the door knows it: all of an IPv4 address, the network of an
 * IPv6 one, because whoever has one address there has the 2^64 beside it as well.
 */
export function callerIp(): string | undefined {
  const { CLIENTIP, CLIENTIPV6 } = sdk().getWXContext() as { CLIENTIP?: string; CLIENTIPV6?: string };
  const known = [context().ip, CLIENTIP, CLIENTIPV6, process.env.TCB_SOURCE_IP].map((text) => text?.trim());
  for (const text of known) {
    if (!text) continue;
    if (isIPv4(text)) return text;
    // A door has made a network of it already.
    const address = text.endsWith(NETWORK) ? text.slice(0, -NETWORK.length) : text;
    if (isIPv6(address)) return networkOf(address);
  }
  return undefined;
}

/** The first 64 bits of an IPv6 address, or the IPv4 address that it stands for. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::${NETWORK}`;
}
