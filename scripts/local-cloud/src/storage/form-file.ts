import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { CosError } from './xml-error.js';

/** What becomes of the file of a form; it gets the fields that came before the file, which may not follow it. */
export type UseFile = (
  fields: ReadonlyMap<string, string>,
  body: AsyncIterable<Buffer>,
  said?: string,
) => Promise<void>;

/**
 * Reads a multipart form with one file, in the field `file`, without holding it in memory.
 * @throws CosError MalformedPOSTRequest when it is not such a form or ends early; whatever `use` throws
 */
export function readFormFile(request: IncomingMessage, use: UseFile): Promise<void> {
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    throw new CosError(400, 'MalformedPOSTRequest', 'the body must be multipart/form-data');
  }
  return new Promise((resolve, reject) => {
    const form = new Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: { files: 1, fields: 20, fieldSize: 64 * 1024 },
      // A Buffer is sent without a file name, which would make it a text field.
      isPartAFile: (name) => name === 'file',
    });
    const fields = new Map<string, string>();
    let used: Promise<void> | undefined;
    let current: BusboyFileStream | undefined;

    const fail = (error: unknown) => {
      request.unpipe(form);
      current?.destroy(error instanceof Error ? error : new Error(String(error)));
      request.resume();
      reject(error);
    };
    form.on('field', (name, value) => {
      fields.set(name, value);
    });
    form.on('file', (_name, stream, _filename, _encoding, mimeType) => {
      current = stream;
      const said = mimeType === 'text/plain' ? undefined : mimeType;
      used = use(fields, stream as AsyncIterable<Buffer>, said);
      used.catch(fail);
    });
    form.on('finish', () => {
      if (used) used.then(resolve, () => undefined);
      else fail(new CosError(400, 'MalformedPOSTRequest', 'the form has no field named file'));
    });
    form.on('error', (error: unknown) => {
      fail(new CosError(400, 'MalformedPOSTRequest', error instanceof Error ? error.message : String(error)));
    });
    request.on('aborted', () => fail(new CosError(400, 'RequestTimeout', 'the upload was broken off')));
    request.pipe(form);
  });
}
