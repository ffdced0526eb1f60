import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { CloudError } from '../../kernel/cloud-error.js';
import { FUNCTION_LIMITS } from '../definition.js';
import type { Invocation } from '../invocation.js';

/** One request to an HTTP function. */
export interface HttpCall {
  invocation: Invocation;
  request: IncomingMessage;
  response: ServerResponse;
  /** What the function sees: path and query. */
  target: string;
  /** Set by the platform; they replace what the client sent under the same names. */
  platformHeaders: Record<string, string>;
}

/** Between two neighbours only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Passes a request on and its answer back, chunk by chunk as they come.
 * @throws CloudError EXCEED_REQUEST_SIZE_LIMIT above 6 MB, FUNCTIONS_EXECUTE_FAIL when the server breaks off
 */
export function proxy(call: HttpCall, port: number, signal: AbortSignal): Promise<void> {
  const { request, response, invocation, target } = call;
  const { method } = request;
  return new Promise((resolve, reject) => {
    const headers = forwarded(request.headers, call.platformHeaders);
    const upstream = http.request({ host: '127.0.0.1', port, method, path: target, headers, signal, agent: false });
    upstream.on('response', (answer) => {
      invocation.record.status = answer.statusCode;
      const told = { ...endToEnd(answer.headers), 'x-cloudbase-request-id': invocation.id };
      response.writeHead(answer.statusCode!, answer.statusMessage, told);
      response.flushHeaders();
      answer.on('data', (chunk: Buffer) => {
        invocation.record.answerBytes += chunk.length;
      });
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    upstream.on('error', (error) => {
      if (response.headersSent) response.destroy();
      reject(new CloudError('FUNCTIONS_EXECUTE_FAIL', `the web server of the function broke off: ${error.message}`));
    });
    // Also when the client goes away: nobody waits for the rest.
    response.on('close', () => {
      upstream.destroy();
      resolve();
    });
    request.on('data', (chunk: Buffer) => {
      invocation.record.eventBytes += chunk.length;
      if (invocation.record.eventBytes <= FUNCTION_LIMITS.eventBytes) return;
      // The rest is read and dropped, because a client that still sends does not read the refusal.
      request.unpipe(upstream);
      request.resume();
      const text = `the body is larger than ${FUNCTION_LIMITS.eventBytes} bytes`;
      reject(new CloudError('EXCEED_REQUEST_SIZE_LIMIT', text));
      upstream.destroy();
    });
    request.pipe(upstream);
  });
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

/** What looks like the platform's own word is never the client's. */
function forwarded(headers: IncomingHttpHeaders, platform: Record<string, string>): IncomingHttpHeaders {
  const clean = Object.entries(endToEnd(headers)).filter(([name]) => !isPlatformHeader(name));
  return { ...Object.fromEntries(clean), ...platform };
}

/** Headers that only the platform may set. */
export function isPlatformHeader(name: string): boolean {
  return name.startsWith('x-wx-') || name.startsWith('x-cloudbase-') || name.startsWith('x-dev-');
}
