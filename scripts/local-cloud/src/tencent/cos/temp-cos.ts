import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Exchange, type Route, readBody } from '../../kernel/http.js';
import type { Kernel } from '../../kernel/kernel.js';
import { TEMP_COS_PATH } from '../../server/hosts.js';
import { CosError, sendXmlError } from '../../storage/xml-error.js';

/** Where code packages wait between their upload and the call that deploys them. */
export interface TempCos {
  /** What `GetTempCosInfo` answers: the day that the key begins with, and what allows uploads below the path for 30 minutes. */
  grant(objectPath: string): { Date: string; Sign: string };
  /** The package at a key, which is gone afterwards. */
  take(key: string): Buffer | undefined;
  route: Route;
}

const PART_LIMIT = 100 * 1024 * 1024;
/** All packages that wait, together. */
const TOTAL_LIMIT = 512 * 1024 * 1024;
const GRANT_MS = 30 * 60_000;
const KEPT_MS = 60 * 60_000;

interface Upload {
  id: string;
  parts: Map<number, Buffer>;
}

/** The bucket `shtempcos-…` of SCF: single and multipart uploads in COS's XML protocol. */
export function createTempCos(kernel: Kernel): TempCos {
  const secret = randomBytes(32);
  const objects = new Map<string, { body: Buffer; at: number }>();
  const uploads = new Map<string, Upload>();
  const sign = (path: string, expires: number) =>
    createHmac('sha256', secret).update(`${path}\n${expires}`).digest('hex');

  function permitted(authorization: string, key: string): boolean {
    const fields = new URLSearchParams(authorization);
    const path = fields.get('x-path') ?? '';
    const expires = Number(fields.get('q-sign-time')?.split(';')[1]) * 1000;
    const given = Buffer.from(fields.get('q-signature') ?? '');
    const right = Buffer.from(sign(path, expires));
    return (
      Date.now() <= expires && key.endsWith(path) && given.length === right.length && timingSafeEqual(given, right)
    );
  }

  function store(key: string, body: Buffer): string {
    const now = Date.now();
    for (const [old, { at }] of objects) if (now - at > KEPT_MS) objects.delete(old);
    const held = [...objects.values()].reduce((sum, one) => sum + one.body.length, 0);
    if (held + body.length > TOTAL_LIMIT)
      throw new CosError(413, 'EntityTooLarge', 'too many packages wait to be deployed');
    objects.set(key, { body, at: now });
    return etagOf(body);
  }

  async function answer({ request, response, url }: Exchange): Promise<void> {
    const key = decodeKey(url.pathname);
    const query = url.searchParams;
    // A listing says nothing of what is stored: uploads are not resumed.
    if (request.method === 'GET' && query.has('uploads')) return sendXml(response, listing(query.get('prefix') ?? ''));
    if (!permitted(request.headers.authorization ?? '', key)) {
      throw new CosError(403, 'SignatureDoesNotMatch', `the signature is not one for ${key}, or it has expired`);
    }
    const upload = uploads.get(key);
    if (request.method === 'POST' && query.has('uploads')) {
      const id = randomBytes(16).toString('hex');
      uploads.set(key, { id, parts: new Map() });
      return sendXml(
        response,
        `<InitiateMultipartUploadResult><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (query.has('uploadId') && upload?.id !== query.get('uploadId')) {
      throw new CosError(404, 'NoSuchUpload', 'the upload does not exist');
    }
    if (request.method === 'PUT') {
      const body = await readBody(request, PART_LIMIT);
      if (upload && query.has('partNumber')) upload.parts.set(Number(query.get('partNumber')), body);
      return sendXml(response, '', query.has('partNumber') ? etagOf(body) : store(key, body));
    }
    if (request.method === 'POST' && upload) {
      await readBody(request, PART_LIMIT);
      uploads.delete(key);
      const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
      const etag = `${store(key, Buffer.concat(parts))}-${parts.length}`;
      return sendXml(
        response,
        `<CompleteMultipartUploadResult><Key>${escapeXml(key)}</Key><ETag>"${etag}"</ETag></CompleteMultipartUploadResult>`,
      );
    }
    throw new CosError(405, 'MethodNotAllowed', `${request.method} is not simulated here`);
  }

  return {
    grant(objectPath) {
      const now = Math.floor(Date.now() / 1000);
      const expires = now + GRANT_MS / 1000;
      const fields = {
        'q-sign-algorithm': 'sha1',
        'q-ak': 'LOCAL',
        'q-sign-time': `${now};${expires}`,
        'q-key-time': `${now};${expires}`,
        'x-path': encodeURIComponent(objectPath),
        'q-header-list': '',
        'q-url-param-list': '',
        'q-signature': sign(objectPath, expires * 1000),
      };
      const Sign = Object.entries(fields)
        .map(([name, value]) => `${name}=${value}`)
        .join('&');
      return { Date: new Date().toISOString().slice(0, 10), Sign };
    },
    take(key) {
      const name = key.replace(/^\/+/, '');
      const found = objects.get(name)?.body;
      objects.delete(name);
      return found;
    },
    route: {
      method: '*',
      path: TEMP_COS_PATH,
      handle: (exchange) =>
        answer(exchange).catch((error: unknown) => {
          if (!(error instanceof CosError)) kernel.log(`temp cos: ${error}`);
          const known =
            error instanceof CosError
              ? error
              : new CosError(500, 'InternalError', 'the local cloud failed; see its log');
          sendXmlError(exchange.response, known);
        }),
    },
  };
}

function decodeKey(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice(TEMP_COS_PATH.length)).replace(/^\/+/, '');
  } catch {
    throw new CosError(400, 'InvalidURI', 'the path has a malformed escape');
  }
}

const etagOf = (body: Buffer) => createHash('md5').update(body).digest('hex');

const listing = (prefix: string) =>
  `<ListMultipartUploadsResult><Prefix>${escapeXml(prefix)}</Prefix><MaxUploads>1000</MaxUploads><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`;

function sendXml(response: ServerResponse, text: string, etag?: string): void {
  const body = Buffer.from(text && `<?xml version='1.0' encoding='utf-8' ?>\n${text}`);
  response.writeHead(200, {
    'content-type': 'application/xml',
    'content-length': body.length,
    ...(etag && { etag: `"${etag}"` }),
  });
  response.end(body);
}

const escapeXml = (text: string) => text.replace(/[<>&'"]/g, (sign) => `&#${sign.codePointAt(0)};`);
