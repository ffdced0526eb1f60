import type { Exchange } from '../kernel/http.js';

/**
 * Lets pages of listed origins read answers, as the platform's 安全来源 do; other origins were refused before.
 * @returns whether the request was a preflight, which is answered here and never reaches a function
 */
export function allowListedOrigin({ request, response }: Exchange, allowOrigins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !allowOrigins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('vary', 'origin');
  const wanted = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || wanted === undefined) return false;
  response.setHeader('access-control-allow-methods', wanted);
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
  return true;
}
