import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { WechatAccount, WechatAccounts } from './account.js';
import { OPEN_APIS } from './dispatch.js';
import { type Word, wordsOf } from './moderation.js';
import type { PushTarget } from './push.js';

const PATH = '/__hub/wechat';

/** WeChat's own texts of the codes that are asked for most. */
const ERRMSG: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  87014: 'risky content',
};

/**
 * What a tester sees and does: `GET /__hub/wechat?env=` appid, secret, push target, words;
 * `GET …/inbox?env=&kind=&openid=&limit=`, `DELETE …/inbox?env=`; `GET …/shipment?env=&transactionId=` what was uploaded;
 * `POST …/faults` `{env, errcode, errmsg?, api?, times?}`, `DELETE …/faults?env=`;
 * `POST …/push` `{env, functionName}` or `{env, url, token}`;
 * `POST …/words` `{env, words: [{keyword, suggest, label}]}`; `POST …/visits` `{env, openid}`.
 */
export function createHub(kernel: Kernel, accounts: WechatAccounts): Route[] {
  const of = (env: unknown): WechatAccount => {
    if (typeof env === 'string' && kernel.hasEnvironment(env)) return accounts.of(env);
    throw new HttpError(404, 'INVALID_ENV', `no environment ${String(env)}`);
  };
  const byQuery = (
    method: string,
    path: string,
    act: (account: WechatAccount, query: URLSearchParams) => unknown,
  ): Route => ({
    method,
    path: PATH + path,
    handle({ request, response, url }: Exchange) {
      guard(request, kernel.baseUrl());
      sendJson(response, 200, act(of(url.searchParams.get('env')), url.searchParams) ?? {});
    },
  });
  const byBody = (path: string, act: (account: WechatAccount, body: Record<string, unknown>) => unknown): Route => ({
    method: 'POST',
    path: PATH + path,
    async handle({ request, response }: Exchange) {
      guard(request, kernel.baseUrl());
      const { env, ...body } = await readJson(request, 200_000);
      sendJson(response, 200, act(of(env), body) ?? {});
    },
  });
  return [
    byQuery('GET', '', ({ env, appid, secret, store, pusher, faults }) => ({
      env,
      appid,
      secret,
      push: pusher.target(),
      words: wordsOf(store.setting('words')),
      faults: faults.filter(({ times }) => times > 0),
      apis: OPEN_APIS.map(({ name }) => name),
    })),
    byQuery('GET', '/inbox', ({ store }, query) =>
      store.inbox({
        kind: query.get('kind') ?? undefined,
        openid: query.get('openid') ?? undefined,
        limit: Math.min(Math.max(Number(query.get('limit') ?? 200) || 200, 1), 1000),
      }),
    ),
    byQuery('DELETE', '/inbox', ({ store }) => store.clearInbox()),
    byQuery('GET', '/shipment', ({ store }, query) => ({
      shipment: store.shipment(query.get('transactionId') ?? '') ?? null,
    })),
    byBody('/faults', (account, body) => {
      account.faults.push(readFault(body));
      return account.faults;
    }),
    byQuery('DELETE', '/faults', (account) => {
      account.faults.length = 0;
    }),
    byBody('/push', ({ pusher }, body) => pusher.setTarget(readTarget(body))),
    byBody('/words', ({ store }, { words }) => store.set('words', JSON.stringify(readWords(words)))),
    byBody('/visits', (account, { openid }) => {
      if (typeof openid !== 'string' || openid === '') throw invalid('openid must be a text');
      account.store.visit(openid, account.now());
    }),
  ];
}

function readFault({ api, errcode, errmsg, times = 1 }: Record<string, unknown>) {
  if (typeof errcode !== 'number' || !Number.isInteger(errcode) || errcode === 0)
    throw invalid('errcode must be a code');
  if (api !== undefined && !OPEN_APIS.some(({ name }) => name === api)) {
    throw invalid(`api must be one of ${OPEN_APIS.map(({ name }) => name).join(', ')}`);
  }
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) throw invalid('times must be at least 1');
  const said = typeof errmsg === 'string' ? errmsg : (ERRMSG[errcode] ?? 'fault script');
  return { api: api as string | undefined, errcode, errmsg: said, times };
}

function readTarget({ functionName, url, token }: Record<string, unknown>): PushTarget {
  if (typeof functionName === 'string' && functionName !== '') return { functionName };
  if (typeof url === 'string' && URL.canParse(url) && typeof token === 'string') return { url, token };
  throw invalid('give functionName, or url and token');
}

function readWords(words: unknown): Word[] {
  if (!Array.isArray(words)) throw invalid('words must be a list');
  return words.map((word: unknown) => {
    const { keyword, suggest = 'risky', label = 21000 } = (word ?? {}) as Partial<Word>;
    if (typeof keyword !== 'string' || keyword === '') throw invalid('every word needs a keyword');
    if (!['pass', 'review', 'risky'].includes(suggest)) throw invalid('suggest must be pass, review or risky');
    return { keyword, suggest, label: Number(label) };
  });
}

const invalid = (message: string) => new HttpError(400, 'INVALID_PARAM', message);
