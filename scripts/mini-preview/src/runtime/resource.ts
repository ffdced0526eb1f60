import { temporaryUrlSoon } from './api/cloud/temp-url.js';
import { ownFile } from './api/own-files.js';
import { assetUrl } from './source.js';

/**
 * The address a browser can load for the address of a picture, sound or file in a mini-program: a path from the app's
 * root, a path relative to the page or component `from`, or any URL.
 */
export function resourceUrl(address: string, from: string): string {
  if (address.startsWith('wxfile://')) return URL.createObjectURL(ownFile(address));
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//')) return address;
  if (address.startsWith('/__')) return address;
  if (address.startsWith('/')) return assetUrl(address);
  return new URL(address, assetUrl(from)).href;
}

/** The same for an address that may be a cloud file's (`cloud://…`), which the local cloud has to sign. */
export async function loadableUrl(address: string, from: string): Promise<string> {
  return address.startsWith('cloud://') ? temporaryUrlSoon(address) : resourceUrl(address, from);
}
