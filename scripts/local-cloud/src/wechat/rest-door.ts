import { randomBytes } from 'node:crypto';
import { type Exchange, HttpError, type Route, readBody } from '../kernel/http.js';
import type { WechatAccount, WechatAccounts } from './account.js';
import { type ApiAnswer, toJson, WechatError } from './api.js';
import { redeemCode } from './codes.js';
import { callOpenApi, OPEN_APIS } from './dispatch.js';

const TWO_HOURS = 7200;
/** A token that is about to end is replaced when it is asked for again (getStableAccessToken). */
const RENEW_BEFORE = 300;
const LARGEST_BODY = 2_000_000;

interface Token {
  value: string;
  /** ms since the epoch. */
  expires: number;
}

/** `https://api.weixin.qq.com` for those who call WeChat over HTTP with an access token of their own. */
export function createRestDoor(accounts: WechatAccounts, environments: () => string[]): Route[] {
  const door = (method: string, path: string, act: (call: RestCall) => Promise<ApiAnswer> | ApiAnswer): Route => ({
    method,
    path,
    async handle(exchange) {
      send(exchange, await answerOf(act, exchange));
    },
  });

  const byToken = (call: RestCall): WechatAccount => {
    const given = call.query.get('access_token');
    if (!given) throw new WechatError(41001, 'access_token missing');
    for (const account of environments().map(accounts.of)) {
      const token = readToken(account);
      if (token?.value !== given) continue;
      if (account.now() >= token.expires) throw new WechatError(42001, 'access_token expired');
      return account;
    }
    throw new WechatError(40001, 'invalid credential, access_token is invalid or not latest');
  };

  const login = (appid: unknown, secret: unknown): WechatAccount => {
    const account = typeof appid === 'string' ? accounts.byAppid(appid) : undefined;
    if (!account) throw new WechatError(40013, 'invalid appid');
    if (secret !== account.secret) throw new WechatError(40125, 'invalid appsecret');
    return account;
  };

  const apis = OPEN_APIS.map((api) =>
    door('POST', api.path, (call) => callOpenApi(byToken(call), api, api.name, call.body)),
  );
  return [
    ...apis,
    door('POST', '/cgi-bin/stable_token', ({ body }) => {
      if (body.grant_type !== 'client_credential') throw new WechatError(40002, 'invalid grant_type');
      return { json: stableToken(login(body.appid, body.secret), body.force_refresh === true) };
    }),
    door('GET', '/cgi-bin/token', ({ query }) => {
      if (query.get('grant_type') !== 'client_credential') throw new WechatError(40002, 'invalid grant_type');
      return { json: stableToken(login(query.get('appid'), query.get('secret')), true) };
    }),
    door('GET', '/sns/jscode2session', ({ query }) => {
      if (query.get('grant_type') !== 'authorization_code') throw new WechatError(40002, 'invalid grant_type');
      const account = login(query.get('appid'), query.get('secret'));
      const { openid, data } = redeemCode(account, 'login', query.get('js_code') ?? '');
      account.store.visit(openid, account.now());
      return { json: { openid, session_key: randomBytes(16).toString('base64'), ...data } };
    }),
  ];
}

interface RestCall {
  query: URLSearchParams;
  body: Record<string, unknown>;
}

async function answerOf(
  act: (call: RestCall) => Promise<ApiAnswer> | ApiAnswer,
  { request, url }: Exchange,
): Promise<ApiAnswer> {
  try {
    const raw = await readBody(request, LARGEST_BODY);
    return await act({ query: url.searchParams, body: parseBody(raw) });
  } catch (error) {
    if (error instanceof WechatError) return { json: { errcode: error.errcode, errmsg: error.errmsg } };
    if (error instanceof HttpError) return { json: { errcode: 45002, errmsg: error.message } };
    throw error;
  }
}

function parseBody(raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below, as any other body that is no JSON object.
  }
  throw new WechatError(47001, 'data format error');
}

function stableToken(account: WechatAccount, fresh: boolean): Record<string, unknown> {
  const known = readToken(account);
  const left = known ? Math.floor((known.expires - account.now()) / 1000) : 0;
  if (known && !fresh && left > RENEW_BEFORE) return { access_token: known.value, expires_in: left };
  const value = `LOCAL_${randomBytes(48).toString('base64url')}`;
  account.store.set('token', JSON.stringify({ value, expires: account.now() + TWO_HOURS * 1000 } satisfies Token));
  return { access_token: value, expires_in: TWO_HOURS };
}

function readToken(account: WechatAccount): Token | undefined {
  const stored = account.store.setting('token');
  return stored === undefined ? undefined : (JSON.parse(stored) as Token);
}

function send({ response }: Exchange, answer: ApiAnswer): void {
  const [body, type] =
    'bytes' in answer
      ? [answer.bytes, answer.contentType]
      : [Buffer.from(toJson(answer.json)), 'application/json; encoding=utf-8'];
  response.writeHead(200, { 'content-type': type, 'content-length': body.length });
  response.end(body);
}
