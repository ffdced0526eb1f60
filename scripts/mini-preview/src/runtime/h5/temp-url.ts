/** Files of the cloud are shown on H5 by the addresses that actions give; a `cloud://` address means nothing to a browser. */
export function temporaryUrlSoon(fileId: string): Promise<string> {
  return Promise.reject(new Error(`${fileId} cannot be shown on H5: the action has to give its address`));
}
