import { randomInt } from 'node:crypto';
import { guard } from '../kernel/guard.js';
import { HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { openidOf } from '../storage/caller.js';
import type { WechatAccount, WechatAccounts } from './account.js';
import { issueCode, phoneInfo } from './codes.js';

/**
 * What WeChat's app gives a mini-program; the header `x-dev-openid` says who taps, `env` in the body where:
 * `POST /__wechat/login` → `{code}` for jscode2session;
 * `POST /__wechat/getPhoneNumber` `{phoneNumber?}` → `{code, cloudID}`;
 * `POST /__wechat/openData` `{data}` → `{cloudID}` that stands for the data;
 * `POST /__wechat/requestSubscribeMessage` `{tmplIds, reject?: [..]}` → `{<id>: 'accept' | 'reject'}`; each accepted id
 * allows one send.
 */
export function createMiniProgramDoor(
  kernel: Kernel,
  accounts: WechatAccounts,
  options: { allowOrigins?: readonly string[] },
): Route[] {
  const door = (
    name: string,
    act: (account: WechatAccount, openid: string, body: Record<string, unknown>) => Record<string, unknown>,
  ): Route => ({
    method: 'POST',
    path: `/__wechat/${name}`,
    async handle({ request, response }) {
      guard(request, kernel.baseUrl(), { allowOrigins: options.allowOrigins });
      const { env, ...body } = await readJson(request, 100_000);
      if (typeof env !== 'string' || !kernel.hasEnvironment(env)) {
        throw new HttpError(404, 'INVALID_ENV', `no environment ${String(env)}`);
      }
      const openid = openidOf(request);
      if (openid === undefined) throw new HttpError(401, 'NO_USER', 'the header x-dev-openid must say who taps');
      const account = accounts.of(env);
      account.store.visit(openid, account.now());
      sendJson(response, 200, { ...act(account, openid, body), errMsg: `${name}:ok` });
    },
  });

  return [
    door('login', (account, openid, { unionid }) => ({
      code: issueCode(account, 'login', openid, unionid === undefined ? {} : { unionid }),
    })),
    door('getPhoneNumber', (account, openid, { phoneNumber = `138${randomInt(1e7, 1e8)}` }) => {
      if (typeof phoneNumber !== 'string' || !/^1\d{10}$/.test(phoneNumber)) {
        throw new HttpError(400, 'INVALID_PARAM', 'phoneNumber must be 11 digits, the first a 1');
      }
      const info = phoneInfo(account, phoneNumber);
      return { code: issueCode(account, 'phone', openid, info), cloudID: issueCode(account, 'cloudid', openid, info) };
    }),
    door('openData', (account, openid, { data }) => {
      if (typeof data !== 'object' || data === null)
        throw new HttpError(400, 'INVALID_PARAM', 'data must be an object');
      return { cloudID: issueCode(account, 'cloudid', openid, data as Record<string, unknown>) };
    }),
    door('requestSubscribeMessage', (account, openid, { tmplIds, reject = [] }) => {
      if (!isTexts(tmplIds) || tmplIds.length === 0 || tmplIds.length > 5) {
        throw new HttpError(400, 'INVALID_PARAM', 'tmplIds must be 1 to 5 template ids');
      }
      if (!isTexts(reject)) throw new HttpError(400, 'INVALID_PARAM', 'reject must be template ids');
      const decisions = [...new Set(tmplIds)].map((id) => {
        if (reject.includes(id)) return [id, 'reject'];
        account.store.grant(openid, id);
        return [id, 'accept'];
      });
      return Object.fromEntries(decisions) as Record<string, unknown>;
    }),
  ];
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
