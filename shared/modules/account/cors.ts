import type { Context } from 'koa';

const HEADERS = 'authorization, content-type, traceparent, x-yunshu-nonce, x-yunshu-timestamp, x-yunshu-signature';

/**
 * Lets the app's own pages read the answer, and nobody else's: `YUNSHU_WEB_ORIGINS` names them. Cookies are never used, so another
 * site can send nothing in a user's name.
 * @returns whether it was the question that a browser asks first, and is answered
 */
export function allowOrigin(ctx: Context): boolean {
  ctx.vary('Origin');
  ctx.set('Cache-Control', 'no-store');
  const origin = ctx.get('origin');
  const own = (process.env.YUNSHU_WEB_ORIGINS ?? '').split(',').map((one) => one.trim());
  const isOwn = origin !== '' && own.includes(origin);
  if (isOwn) {
    ctx.set('Access-Control-Allow-Origin', origin);
    ctx.set('Access-Control-Expose-Headers', 'retry-after, traceparent');
  }
  if (ctx.method !== 'OPTIONS') return false;
  if (isOwn) {
    ctx.set('Access-Control-Allow-Methods', 'POST');
    ctx.set('Access-Control-Allow-Headers', HEADERS);
    ctx.set('Access-Control-Max-Age', '600');
  }
  ctx.status = 204;
  return true;
}
