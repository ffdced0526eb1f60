import { ApiError } from './api.js';

const ADDRESS = '/__console/state';

/** What was saved or loaded. */
export interface StateSummary {
  environments: string[];
  files: number;
  bytes: number;
}

/**
 * Saves all state as a file in the browser's downloads.
 * @param progress told of the bytes that have come
 * @throws ApiError
 */
export async function saveState(
  env: string,
  progress: (bytes: number) => void,
): Promise<{ name: string; bytes: number }> {
  const response = await fetch(env ? `${ADDRESS}?env=${encodeURIComponent(env)}` : ADDRESS).catch(unreachable);
  if (!response.ok || !response.body) throw await problemOf(response);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    pieces.push(piece.value);
    bytes += piece.value.length;
    progress(bytes);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'state.zip';
  download(new Blob(pieces, { type: 'application/zip' }), name);
  return { name, bytes };
}

/**
 * Sends a file of state. (`fetch` tells nothing of how far an upload is.)
 * @param progress told of the share that has gone up, 0 to 1
 * @throws ApiError
 */
export function loadState(file: File, progress: (share: number) => void): Promise<StateSummary> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', ADDRESS);
    request.setRequestHeader('content-type', 'application/zip');
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ApiError('UNREACHABLE', 'the local cloud does not answer'));
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status === 200) resolve(answer as unknown as StateSummary);
      else reject(new ApiError(answer.code ?? String(request.status), answer.message ?? request.statusText));
    };
    request.send(file);
  });
}

export function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads the address only after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const unreachable = (): never => {
  throw new ApiError('UNREACHABLE', 'the local cloud does not answer');
};

async function problemOf(response: Response): Promise<ApiError> {
  const { code, message } = parse(await response.text());
  return new ApiError(code ?? String(response.status), message ?? response.statusText);
}

function parse(text: string): { code?: string; message?: string } {
  try {
    return JSON.parse(text) as { code?: string; message?: string };
  } catch {
    return {};
  }
}
