/** As WeChat's upload tasks report it: percent, and bytes. */
export interface Progress {
  progress: number;
  totalBytesSent: number;
  totalBytesExpectedToSend: number;
}

/** Sends a body and reports how far it is; `fetch` cannot. */
export function uploadBlob(
  url: string,
  body: Blob | FormData,
  headers: Record<string, string>,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  method: 'POST' | 'PUT' = 'POST',
): Promise<{ status: number; text: string; headers: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      const progress = total > 0 ? Math.round((loaded / total) * 100) : 0;
      onProgress({ progress, totalBytesSent: loaded, totalBytesExpectedToSend: total });
    });
    request.addEventListener('load', () => {
      resolve({ status: request.status, text: request.responseText, headers: request.getAllResponseHeaders() });
    });
    request.addEventListener('error', () => reject(new Error('the connection failed')));
    request.addEventListener('abort', () => reject(new Error('abort')));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}
