import type { IncomingMessage, ServerResponse } from 'node:http';
import { CloudError } from '../kernel/cloud-error.js';
import type { Exchange, Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Bucket, Buckets } from './bucket.js';
import { checkCloudPath } from './cloud-path.js';
import { contentTypeOf } from './content-type.js';
import { readFormFile } from './form-file.js';
import { TooLarge } from './object-store.js';
import { CosError, sendXmlError } from './xml-error.js';

export const COS_PATH = '/__cos/';

/**
 * Where SDKs upload to, as COS takes it: `PUT <path>` with the raw body (node-sdk 3.x, wx-server-sdk 4.x), or `POST` of a
 * form with the field `key` and then `file` (tcb-admin-node, older wx-server-sdk). Both carry the ticket that
 * `storage.getUploadMetadata` gave.
 */
export function createUploadDoor(kernel: Kernel, buckets: Buckets, largest: number): Route[] {
  const answer = (handle: (bucket: Bucket, key: string, exchange: Exchange) => Promise<void>) => {
    return async (exchange: Exchange) => {
      try {
        const { env, key } = split(exchange.url.pathname);
        if (!kernel.hasEnvironment(env)) throw new CosError(404, 'NoSuchBucket', `no environment ${env}`);
        await handle(buckets.of(env), key, exchange);
      } catch (error) {
        refuse(exchange.request, exchange.response, error, kernel);
      }
    };
  };

  const put = answer(async (bucket, key, { request, response }) => {
    const path = checkCloudPath(key);
    const ticket = request.headers.authorization ?? String(request.headers.signature ?? '');
    await store(bucket, path, ticket, request as AsyncIterable<Buffer>, request.headers['content-type']);
    response.writeHead(200, { etag: `"${bucket.store.head(path)!.etag}"`, 'content-length': 0 }).end();
  });

  const post = answer(async (bucket, _, { request, response }) => {
    await readFormFile(request, async (fields, body, said) => {
      await store(bucket, checkCloudPath(fields.get('key')), fields.get('Signature') ?? '', body, said);
    });
    response.writeHead(204).end();
  });

  async function store(bucket: Bucket, path: string, ticket: string, body: AsyncIterable<Buffer>, said?: string) {
    if (!bucket.isUploadTicket(path, ticket)) {
      throw new CosError(403, 'SignatureDoesNotMatch', `the signature is not one for ${path}, or it has expired`);
    }
    const attributes = { contentType: contentTypeOf(path, said), public: false, modifiedAt: bucket.now() };
    await bucket.store.write(path, body, attributes, largest);
  }

  return [
    { method: 'PUT', path: COS_PATH, handle: put },
    { method: 'POST', path: COS_PATH, handle: post },
  ];
}

/** `/__cos/<env>/<key>`; the key is percent-encoded. */
function split(pathname: string): { env: string; key: string } {
  const [env, ...rest] = pathname.slice(COS_PATH.length).split('/');
  try {
    return { env: decodeURIComponent(env!), key: decodeURIComponent(rest.join('/')) };
  } catch {
    throw new CosError(400, 'InvalidURI', 'the path has a malformed escape');
  }
}

/** Answers a failure; an SDK reads it although its upload is not read to the end. */
function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, kernel: Kernel): void {
  const failure = toCosError(error);
  if (!failure) kernel.log(`storage: ${(error as Error).stack ?? String(error)}`);
  if (response.destroyed) return;
  request.resume();
  sendXmlError(response, failure ?? new CosError(500, 'InternalError', 'the local cloud failed; its log says why'));
}

function toCosError(error: unknown): CosError | undefined {
  if (error instanceof CosError) return error;
  if (error instanceof TooLarge) return new CosError(400, 'EntityTooLarge', error.message);
  if (error instanceof CloudError) return new CosError(400, 'InvalidArgument', error.message);
  return undefined;
}
