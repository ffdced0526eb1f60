import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CloudError } from '../../kernel/cloud-error.js';
import { type Exchange, HttpError, type Route, readBody } from '../../kernel/http.js';
import type { Kernel } from '../../kernel/kernel.js';
import { HOST_HEADER, HOSTING_COS_PATH } from '../../server/hosts.js';
import { checkCloudPath } from '../../storage/cloud-path.js';
import { contentTypeOf } from '../../storage/content-type.js';
import { type ObjectStore, TooLarge } from '../../storage/object-store.js';
import { sendObject } from '../../storage/send-object.js';
import { CosError, sendXmlError } from '../../storage/xml-error.js';
import { checkCosSignature } from './cos-signature.js';
import { deletionXml, keysToDelete, listingXml, sendXml } from './cos-xml.js';
import type { HostingStores } from './stores.js';

/** What a file of a site may have; COS takes 5 GB in one piece. */
const LARGEST = 100 * 1024 * 1024;
const LONGEST_LIST = 1000;
/** Keys of a multiple deletion, with what is around them. */
const DELETE_LIMIT = 2 * 1024 * 1024;

/**
 * The buckets of static hosting in COS's XML protocol, at `/__hosting-cos/<bucket>/<key>`: PUT, GET, HEAD and DELETE of an
 * object, GET of a listing, POST of a multiple deletion. Every request is signed.
 * @param secretKeyOf the key that belongs to an id
 */
export function createHostingCosDoor(
  kernel: Kernel,
  stores: HostingStores,
  secretKeyOf: (secretId: string) => string | undefined,
): Route {
  async function answer(exchange: Exchange): Promise<void> {
    const { request, response, url } = exchange;
    const { bucket, key } = split(url.pathname);
    const host = String(request.headers.host ?? '');
    const hosts = [String(request.headers[HOST_HEADER] ?? ''), host, host.replace(/:\d+$/, '')];
    checkCosSignature({ request, key, query: url.searchParams, hosts }, secretKeyOf, [kernel.clock.now(), Date.now()]);
    const env = stores.environmentOf(bucket);
    const store = env === undefined ? undefined : stores.of(env);
    if (!store) throw new CosError(404, 'NoSuchBucket', 'The specified bucket does not exist.');
    if (key === '') return answerBucket(exchange, bucket, store);

    const unknown = [...url.searchParams.keys()][0];
    if (unknown !== undefined) throw unsupported(`${request.method} with ?${unknown}`);
    if (request.method === 'PUT') {
      const etag = await put(store, key, request);
      response.writeHead(200, { etag: `"${etag}"`, 'content-length': 0 }).end();
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      const found = await store.open(key);
      if (!found) throw new CosError(404, 'NoSuchKey', 'The specified key does not exist.');
      await sendObject(exchange, found);
    } else if (request.method === 'DELETE') {
      await store.remove(key);
      response.writeHead(204).end();
    } else throw unsupported(`${request.method} of an object`);
  }

  async function answerBucket({ request, response, url }: Exchange, bucket: string, store: ObjectStore) {
    const query = url.searchParams;
    if (request.method === 'POST' && query.has('delete')) {
      const keys = keysToDelete((await readBody(request, DELETE_LIMIT)).toString('utf8'));
      for (const key of keys) await store.remove(key);
      return sendXml(response, deletionXml(keys));
    }
    const unknown = [...query.keys()].find((name) => !['prefix', 'marker', 'max-keys'].includes(name));
    if (request.method !== 'GET' || unknown !== undefined) {
      throw unsupported(`${request.method} of a bucket${unknown === undefined ? '' : ` with ?${unknown}`}`);
    }
    const [prefix, marker] = [query.get('prefix') ?? '', query.get('marker') ?? ''];
    const most = Number(query.get('max-keys') || LONGEST_LIST);
    if (!Number.isInteger(most) || most < 1) throw new CosError(400, 'InvalidArgument', 'max-keys must be 1 to 1000');
    const limit = Math.min(most, LONGEST_LIST);
    const found = store.list(prefix, marker, limit + 1);
    sendXml(response, listingXml({ bucket, prefix, marker, limit }, found));
  }

  function put(store: ObjectStore, key: string, request: IncomingMessage): Promise<string> {
    const said = request.headers['content-type'];
    const cacheControl = request.headers['cache-control'];
    const attributes = {
      contentType: said || contentTypeOf(key),
      public: true,
      modifiedAt: kernel.clock.now(),
      ...(cacheControl && { cacheControl }),
    };
    return store.write(key, checked(request), attributes, LARGEST).then(({ etag }) => etag);
  }

  return {
    method: '*',
    path: HOSTING_COS_PATH,
    handle: (exchange) =>
      answer(exchange).catch((error: unknown) => {
        const failure = toCosError(error);
        if (!failure) kernel.log(`hosting: ${error instanceof Error ? error.stack : String(error)}`);
        if (exchange.response.headersSent || exchange.response.destroyed) return void exchange.response.destroy();
        // An SDK reads the refusal although its upload is not read to the end.
        exchange.request.resume();
        sendXmlError(
          exchange.response,
          failure ?? new CosError(500, 'InternalError', 'the local cloud failed; see its log'),
        );
      }),
  };
}

/** A body, and at its end whether it is what `Content-MD5` says. */
async function* checked(request: IncomingMessage): AsyncGenerator<Buffer> {
  const wanted = request.headers['content-md5'];
  const hash = createHash('md5');
  for await (const chunk of request as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  if (wanted !== undefined && hash.digest('base64') !== wanted) {
    throw new CosError(400, 'InvalidDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

/** `<bucket>/<key>` below the door; a key that ends with / stands for a folder, and has no content. */
function split(pathname: string): { bucket: string; key: string } {
  const [bucket, ...rest] = pathname.slice(HOSTING_COS_PATH.length).split('/');
  try {
    const key = decodeURIComponent(rest.join('/'));
    if (key !== '') checkCloudPath(key.replace(/\/$/, ''), 'the key');
    return { bucket: bucket!, key };
  } catch (error) {
    const why = error instanceof CloudError ? error.message : 'the path has a malformed escape';
    throw new CosError(400, 'InvalidURI', why);
  }
}

const unsupported = (what: string) => new CosError(501, 'NotImplemented', `the local cloud does not simulate ${what}`);

function toCosError(error: unknown): CosError | undefined {
  if (error instanceof CosError) return error;
  if (error instanceof TooLarge || (error instanceof HttpError && error.status === 413)) {
    return new CosError(400, 'EntityTooLarge', error.message);
  }
  return undefined;
}
