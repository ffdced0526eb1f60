import type { Context } from 'koa';

const HEADERS =
  'authorization, content-type, last-event-id, traceparent, x-yunshu-nonce, x-yunshu-timestamp, x-yunshu-signature';

/**
 * The headers that let the app's own pages read an answer, and nobody else's: `YUNSHU_WEB_ORIGINS` names them. Cookies are never
 * used, so another site can send nothing in a user's name.
 */
export function corsHeaders({ method, origin }: { method: string; origin: string }, allowed: 'GET' | 'POST') {
  const always = { Vary: 'Origin', 'Cache-Control': 'no-store' };
  const own = (process.env.YUNSHU_WEB_ORIGINS ?? '').split(',').map((one) => one.trim());
  if (origin === '' || !own.includes(origin)) return always;
  return {
    ...always,
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'retry-after, traceparent',
    ...(method === 'OPTIONS' && {
      'Access-Control-Allow-Methods': allowed,
      'Access-Control-Allow-Headers': HEADERS,
      'Access-Control-Max-Age': '600',
    }),
  };
}

/** @returns whether it was the question that a browser asks first, and is answered */
export function allowOrigin(ctx: Context): boolean {
  ctx.set(corsHeaders({ method: ctx.method, origin: ctx.get('origin') }, 'POST'));
  if (ctx.method !== 'OPTIONS') return false;
  ctx.status = 204;
  return true;
}
