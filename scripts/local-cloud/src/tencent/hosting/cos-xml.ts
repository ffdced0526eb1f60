import type { ServerResponse } from 'node:http';
import type { StoredObject } from '../../storage/object-store.js';
import { CosError } from '../../storage/xml-error.js';

interface Listing {
  bucket: string;
  prefix: string;
  marker: string;
  limit: number;
}

/** The answer to a listing. @param found one more than `limit` when there are more */
export function listingXml({ bucket, prefix, marker, limit }: Listing, found: readonly StoredObject[]): string {
  const page = found.slice(0, limit);
  const truncated = found.length > limit;
  return [
    '<ListBucketResult>',
    `<Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix><Marker>${escapeXml(marker)}</Marker>`,
    `<MaxKeys>${limit}</MaxKeys><IsTruncated>${truncated}</IsTruncated>`,
    ...(truncated ? [`<NextMarker>${escapeXml(page.at(-1)!.path)}</NextMarker>`] : []),
    ...page.map(
      ({ path, modifiedAt, etag, size }) =>
        `<Contents><Key>${escapeXml(path)}</Key><LastModified>${new Date(modifiedAt).toISOString()}</LastModified>` +
        `<ETag>"${etag}"</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    ),
    '</ListBucketResult>',
  ].join('');
}

const MOST_KEYS = 1000;

/** The keys that a multiple deletion names. @throws CosError 400 MalformedXML */
export function keysToDelete(xml: string): string[] {
  const keys = [...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => unescapeXml(key!));
  if (!xml.includes('<Delete>') || keys.length === 0 || keys.length > MOST_KEYS) {
    throw new CosError(400, 'MalformedXML', `a <Delete> must name 1 to ${MOST_KEYS} keys`);
  }
  return keys;
}

export function deletionXml(keys: readonly string[]): string {
  const deleted = keys.map((key) => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`);
  return `<DeleteResult>${deleted.join('')}</DeleteResult>`;
}

export function sendXml(response: ServerResponse, text: string): void {
  const body = Buffer.from(`<?xml version='1.0' encoding='utf-8' ?>\n${text}`);
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': body.length });
  response.end(body);
}

/** COS's own SDK knows these names of signs, and no numbers. */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;', '"': '&quot;' } as const;
const SIGNS = new Map<string, string>(Object.entries(ENTITIES).map(([sign, entity]) => [entity, sign]));

const escapeXml = (text: string) => text.replace(/[&<>'"]/g, (sign) => ENTITIES[sign as keyof typeof ENTITIES]);
const unescapeXml = (text: string) => text.replace(/&[a-z]+;/g, (entity) => SIGNS.get(entity) ?? entity);
