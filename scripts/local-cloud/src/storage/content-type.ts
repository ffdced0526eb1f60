import { extname } from 'node:path';
import mime from 'mime-types';

const UNKNOWN = 'application/octet-stream';

/** The type that a file's extension names, else what the sender said, else bytes. */
export function contentTypeOf(path: string, said?: string): string {
  const extension = extname(path);
  return (extension && mime.contentType(extension)) || said || UNKNOWN;
}
