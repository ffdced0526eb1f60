import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readBody, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createRobots } from './robots.js';

export type { GroupMessage } from './robots.js';

const BODY_LIMIT = 64 * 1024;

/** WeCom's group robots: one for each environment, with its chat. */
export interface WecomService {
  routes: Route[];
  /** The address that WeCom shows when the robot is made, on WeCom's own host: inside of functions it leads here. */
  webhookOf(env: string): string;
}

/**
 * `POST /cgi-bin/webhook/send?key=` as `qyapi.weixin.qq.com` has it, also below `/__wecom` for who is not in a function;
 * `GET /__hub/wecom?env=` the robot's address and its chat, newest first; `DELETE /__hub/wecom?env=` empties it;
 * `POST /__hub/wecom` `{env, errcode}` lets the robot refuse everything with this code, until 0.
 */
export function createWecomService(kernel: Kernel): WecomService {
  const robots = createRobots(kernel);
  const webhookOf = (env: string) => `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${robots.keyOf(env)}`;
  const environment = (env: unknown): string => {
    if (typeof env === 'string' && kernel.hasEnvironment(env)) return env;
    throw new HttpError(404, 'INVALID_ENV', `no environment ${String(env)}`);
  };
  const send = async ({ request, response, url }: Exchange) => {
    const body = parse((await readBody(request, BODY_LIMIT)).toString('utf8'));
    const answer =
      body === undefined
        ? { errcode: 47001, errmsg: 'data format error' }
        : robots.send(url.searchParams.get('key') ?? '', body);
    sendJson(response, 200, answer);
  };

  return {
    webhookOf,
    routes: [
      { method: 'POST', path: '/cgi-bin/webhook/send', handle: send },
      { method: 'POST', path: '/__wecom/cgi-bin/webhook/send', handle: send },
      {
        method: 'GET',
        path: '/__hub/wecom',
        handle({ request, response, url }) {
          guard(request, kernel.baseUrl());
          const env = environment(url.searchParams.get('env'));
          sendJson(response, 200, { webhook: webhookOf(env), messages: robots.messages(env) });
        },
      },
      {
        method: 'DELETE',
        path: '/__hub/wecom',
        handle({ request, response, url }) {
          guard(request, kernel.baseUrl());
          robots.clear(environment(url.searchParams.get('env')));
          sendJson(response, 200, {});
        },
      },
      {
        method: 'POST',
        path: '/__hub/wecom',
        async handle({ request, response }) {
          guard(request, kernel.baseUrl());
          const { env, errcode } = await readJson(request, BODY_LIMIT);
          if (!Number.isInteger(errcode)) throw new HttpError(400, 'INVALID_PARAM', 'errcode: must be a whole number');
          robots.answerWith(environment(env), errcode as number);
          sendJson(response, 200, {});
        },
      },
    ],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
