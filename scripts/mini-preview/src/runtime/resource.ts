import { assetUrl, theApp } from './source.js';

const CLOUD = /^cloud:\/\/([^/]+)\/(.+)$/;

/**
 * The address a browser can load for the address of a picture, sound or file in a mini-program: a cloud file id, a
 * path from the app's root, a path relative to the page or component `from`, or any URL.
 */
export function resourceUrl(address: string, from: string): string {
  const cloud = CLOUD.exec(address);
  if (cloud) return cloudFileUrl(address);
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//')) return address;
  if (address.startsWith('/__')) return address;
  if (address.startsWith('/')) return assetUrl(address);
  return new URL(address, assetUrl(from)).href;
}

/** Where the local cloud serves a stored file; `cloud://<env>.<bucket>/<path>`. */
export function cloudFileUrl(fileId: string): string {
  const cloud = CLOUD.exec(fileId);
  if (!cloud) throw new Error(`${fileId} is not a cloud file id`);
  const env = cloud[1]!.split('.')[0] || theApp().env;
  return `/__cloud/file/${encodeURIComponent(env)}/${cloud[2]!.split('/').map(encodeURIComponent).join('/')}`;
}
