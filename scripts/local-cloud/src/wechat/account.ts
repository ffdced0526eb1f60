import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kernel } from '../kernel/kernel.js';
import type { PaidOrder } from '../wechat-pay/index.js';
import type { WechatOptions } from './options.js';
import { createPusher, type Pusher } from './push.js';
import { openWechatStore, type WechatStore } from './store.js';

/** A failure that the next calls are answered with. */
export interface WechatFault {
  /** An API's name, such as `subscribeMessage.send`; absent for any. */
  api?: string;
  errcode: number;
  errmsg: string;
  times: number;
}

/** The mini-program of one environment, as WeChat's servers know it. */
export interface WechatAccount {
  env: string;
  appid: string;
  /** AppSecret, for calls over HTTP. */
  secret: string;
  store: WechatStore;
  faults: WechatFault[];
  pusher: Pusher;
  now(): number;
  /** Says whether a call still fits into an API's minute. */
  withinRate(api: string, perMinute: number): boolean;
  /** Where a page opens on this machine: what a mini-program code leads to. */
  pageUrl(page: string, scene: string): string;
  /** Pages that exist; undefined when nobody said. */
  pages(): readonly string[] | undefined;
  findPayment(key: { transactionId?: string; outTradeNo?: string }): PaidOrder | undefined;
}

export type WechatAccounts = ReturnType<typeof createWechatAccounts>;

export function createWechatAccounts(kernel: Kernel, options: WechatOptions) {
  const open = new Map<string, WechatAccount>();
  const folderOf = (env: string) => join(kernel.dataDir, env, 'wechat');

  function openAccount(env: string): WechatAccount {
    const store = openWechatStore(folderOf(env));
    const secret = store.setting('secret') ?? randomBytes(16).toString('hex');
    store.set('secret', secret);
    const now = () => kernel.clock.now();
    const account: WechatAccount = {
      env,
      appid: options.appidOf(env),
      secret,
      store,
      faults: [],
      pusher: createPusher({ env, kernel, store, options }),
      now,
      withinRate: createRate(now),
      pageUrl: (page, scene) =>
        options.pageUrl?.(env, page, scene) ??
        `${kernel.baseUrl()}/${env}/#/${page}${scene === '' ? '' : `?scene=${encodeURIComponent(asGiven(scene))}`}`,
      pages: () => options.pagesOf?.(env),
      findPayment: (key) => options.findPayment?.(env, key),
    };
    open.set(env, account);
    account.pusher.resume();
    return account;
  }

  const of = (env: string) => open.get(env) ?? openAccount(env);
  return {
    of,
    byAppid(appid: string): WechatAccount | undefined {
      const env = kernel.environments().find((one) => options.appidOf(one) === appid);
      return env === undefined ? undefined : of(env);
    },
    /** Takes up what an earlier run left pending. */
    resume() {
      for (const env of kernel.environments()) if (existsSync(folderOf(env))) of(env);
    },
    async close() {
      for (const account of open.values()) {
        await account.pusher.close();
        account.store.close();
      }
      open.clear();
    },
  };
}

/** Counts calls in the running minute. */
function createRate(now: () => number) {
  const calls = new Map<string, { minute: number; count: number }>();
  return (api: string, perMinute: number): boolean => {
    const minute = Math.floor(now() / 60_000);
    const known = calls.get(api);
    const count = known?.minute === minute ? known.count + 1 : 1;
    calls.set(api, { minute, count });
    return count <= perMinute;
  };
}

/** A scene as WeChat gives it to the page, which has to decode it. */
const asGiven = encodeURIComponent;
