import { asyncApi } from './api.js';
import { base64ToBytes, bytesToBase64 } from './file-encoding.js';

/** What is done with values alone. */
export const valueApi = {
  arrayBufferToBase64: (buffer: ArrayBuffer) => bytesToBase64(new Uint8Array(buffer)),
  base64ToArrayBuffer: (text: string) => base64ToBytes(text).buffer,
  getRandomValues: asyncApi('getRandomValues', ({ length }: { length: number }) => {
    if (!Number.isInteger(length) || length < 1 || length > 1_048_576)
      throw new Error('parameter error: parameter.length should be 1 to 1048576');
    const bytes = new Uint8Array(length);
    // The browser gives 64 KB at once.
    for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    return { randomValues: bytes.buffer };
  }),
  requestIdleCallback: (run: IdleRequestCallback, options?: IdleRequestOptions) => requestIdleCallback(run, options),
  cancelIdleCallback: (id: number) => cancelIdleCallback(id),
  getExtConfigSync: () => ({}),
  getExtConfig: asyncApi('getExtConfig', () => ({ extConfig: {} })),
};
