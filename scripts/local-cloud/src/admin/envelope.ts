import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { HttpError, readBody } from '../kernel/http.js';

/** A call as it came: JSON fields, or the text and binary parts of a form. */
export interface Envelope {
  body: Record<string, unknown>;
  parts: ReadonlyMap<string, Buffer>;
  bytes: number;
}

/** Above the largest event (6 MB) and the largest document (16 MB), both of which may be escaped on the way. */
const LARGEST_CALL = 48 * 1024 * 1024;

/**
 * Reads what an SDK sent to the admin door: JSON for most calls, a form for WeChat's open API.
 * @throws HttpError 400 when it is neither, 413 above 48 MB
 */
export async function readEnvelope(request: IncomingMessage): Promise<Envelope> {
  const raw = await readBody(request, LARGEST_CALL);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return { ...(await readForm(raw, type)), bytes: raw.length };
  return { body: parseObject(raw), parts: new Map(), bytes: raw.length };
}

function parseObject(raw: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw new HttpError(400, 'INVALID_PARAM', 'the body is not valid JSON');
  }
  throw new HttpError(400, 'INVALID_PARAM', 'the body must be a JSON object');
}

/** WeChat's parts say `application/octet-stream` without a file name; they are bytes all the same. */
function readForm(raw: Buffer, type: string): Promise<Omit<Envelope, 'bytes'>> {
  return new Promise((resolve, reject) => {
    const body: Record<string, unknown> = {};
    const parts = new Map<string, Buffer>();
    const form = new Busboy({ headers: { 'content-type': type }, limits: { fieldSize: LARGEST_CALL } });
    form.on('field', (name, value) => {
      body[name] = value;
    });
    form.on('file', (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => parts.set(name, Buffer.concat(chunks)));
    });
    form.on('error', (error: unknown) => reject(new HttpError(400, 'INVALID_PARAM', `the form is broken: ${error}`)));
    form.on('finish', () => resolve({ body, parts }));
    form.end(raw);
  });
}
