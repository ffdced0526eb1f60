import type { AdminAction } from '../kernel/admin.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createWechatAccounts } from './account.js';
import { createActions } from './actions.js';
import { readCloudId } from './codes.js';
import { createHub } from './hub.js';
import { createMiniProgramDoor } from './mini-program-door.js';
import type { WechatOptions } from './options.js';
import { createRestDoor } from './rest-door.js';
import type { InboxItem } from './store.js';

export type { PaidOrder } from '../wechat-pay/index.js';
export type { WechatOptions } from './options.js';
export type { InboxItem } from './store.js';

/** WeChat's servers for every environment's mini-program. */
export interface WechatService {
  /** `wx.openApi` and `wx.api`. */
  actions: Record<string, AdminAction>;
  /** The paths of `api.weixin.qq.com`, `/__wechat/…` for what the app gives a mini-program, `/__hub/wechat…`. */
  routes: Route[];
  /** What was sent or asked for, newest first. */
  inbox(env: string, filter?: { kind?: string; openid?: string; limit?: number }): InboxItem[];
  /** Remembers that a user is using the mini-program now; checks of texts and pictures need it. */
  recordVisit(env: string, openid: string): void;
  /** What a cloud id stands for; undefined when it is unknown or has expired. */
  openDataOf(env: string, cloudId: string): Record<string, unknown> | undefined;
  /** Takes up pushes that an earlier run left pending; to be called once the local cloud listens. */
  resume(): void;
  close(): Promise<void>;
}

export function createWechatService(
  kernel: Kernel,
  options: WechatOptions & { allowOrigins?: readonly string[] },
): WechatService {
  const accounts = createWechatAccounts(kernel, options);
  return {
    actions: createActions(kernel, accounts),
    routes: [
      ...createRestDoor(accounts, () => kernel.environments()),
      ...createMiniProgramDoor(kernel, accounts, options),
      ...createHub(kernel, accounts),
    ],
    inbox: (env, filter = {}) => accounts.of(env).store.inbox(filter),
    recordVisit(env, openid) {
      const account = accounts.of(env);
      account.store.visit(openid, account.now());
    },
    openDataOf: (env, cloudId) => readCloudId(accounts.of(env), cloudId),
    resume: accounts.resume,
    close: accounts.close,
  };
}
