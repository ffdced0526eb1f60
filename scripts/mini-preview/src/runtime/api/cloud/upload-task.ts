import { asyncApi, type Callbacks } from '../api.js';
import type { Progress } from '../upload-blob.js';
import type { CloudConfig } from './door.js';

export interface Upload extends Callbacks {
  cloudPath: string;
  filePath: string;
  config?: CloudConfig;
}

type Listener = (progress: Progress) => void;

/** Makes `wx.cloud.uploadFile` of what uploads: it answers a promise that is also the upload's task (`onProgressUpdate`, `abort`). */
export function uploadApi(
  upload: (
    options: Upload,
    signal: AbortSignal,
    onProgress: Listener,
  ) => Promise<{ fileID: unknown; statusCode: number }>,
) {
  return (options: Upload) => {
    const listeners = new Set<Listener>();
    const abort = new AbortController();
    const tell: Listener = (progress) => {
      for (const listener of listeners) listener(progress);
    };
    const run = asyncApi('cloud.uploadFile', (given: Upload) => upload(given, abort.signal, tell));
    return Object.assign(run(options) ?? {}, {
      onProgressUpdate: (listener: Listener) => listeners.add(listener),
      offProgressUpdate: (listener: Listener) => listeners.delete(listener),
      abort: () => abort.abort(),
    });
  };
}
