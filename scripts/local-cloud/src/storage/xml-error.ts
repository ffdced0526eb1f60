import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A failure of COS: an XML document with four fields, of which the SDKs need every one. */
export class CosError extends Error {
  override readonly name = 'CosError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function sendXmlError(response: ServerResponse, { status, code, message }: CosError): void {
  const requestId = randomUUID();
  const body = Buffer.from(
    `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}` +
      `</Message><RequestId>${requestId}</RequestId><TraceId>${requestId}</TraceId></Error>\n`,
  );
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': body.length,
    'x-cos-request-id': requestId,
  });
  response.end(body);
}

const escapeXml = (text: string) => text.replace(/[<>&'"]/g, (sign) => `&#${sign.codePointAt(0)};`);
