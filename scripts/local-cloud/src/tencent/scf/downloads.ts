import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { HttpError, type Route } from '../../kernel/http.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { CodePackage } from '../code/packages.js';
import type { FunctionRecords } from '../functions/records.js';

const PATH = '/__tencent-code/';
const LIFE_MS = 10 * 60_000;

/** Addresses, valid for ten minutes, where uploaded code can be fetched back. */
export interface CodeDownloads {
  urlOf(env: string, name: string, code: CodePackage): string;
  read(env: string, name: string, code: CodePackage): Promise<Buffer>;
  route: Route;
}

export function createDownloads(kernel: Kernel, records: FunctionRecords): CodeDownloads {
  const secret = randomBytes(32);
  const sign = (path: string, expires: number) =>
    createHmac('sha256', secret).update(`${path}\n${expires}`).digest('hex');
  const fileOf = (env: string, name: string, code: CodePackage) => records.packagesOf(env, name).zipOf(code);

  function signed(url: URL): boolean {
    const given = Buffer.from(url.searchParams.get('sign') ?? '');
    const expires = Number(url.searchParams.get('t'));
    const right = Buffer.from(sign(url.pathname, expires));
    return Date.now() <= expires && given.length === right.length && timingSafeEqual(given, right);
  }

  return {
    urlOf(env, name, { id }) {
      const path = `${PATH}${env}/${name}/${id}.zip`;
      const expires = Date.now() + LIFE_MS;
      return `${kernel.baseUrl()}${path}?t=${expires}&sign=${sign(path, expires)}`;
    },
    read: (env, name, code) => readFile(fileOf(env, name, code)),
    route: {
      method: 'GET',
      path: PATH,
      async handle({ response, url }) {
        if (!signed(url)) throw new HttpError(403, 'INVALID_SIGNATURE', 'the address is not signed, or has expired');
        const [env = '', name = '', file = ''] = url.pathname.slice(PATH.length).split('/');
        const path = fileOf(env, name, { id: file.replace(/\.zip$/, ''), size: 0, sha256: '' });
        const found = await stat(path).catch(() => undefined);
        if (!found) throw new HttpError(404, 'NOT_FOUND', 'this code is not kept any more');
        response.writeHead(200, { 'content-type': 'application/zip', 'content-length': found.size });
        await pipeline(createReadStream(path), response);
      },
    },
  };
}
