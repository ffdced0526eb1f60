import { urlOf } from './files.js';

/**
 * Files of one's own are shown by the address that `file-url` gives; others by the addresses that actions give: what else a `cloud://` address
 * names, no browser may read.
 */
export async function temporaryUrlSoon(fileId: string): Promise<string> {
  const url = await urlOf(fileId);
  if (!url) throw new Error(`${fileId} cannot be shown on H5: the action has to give its address`);
  return url;
}
