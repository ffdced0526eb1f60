import type { AdminAction } from '../kernel/admin.js';
import type { Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { createAccounts } from './account.js';
import { BILL_OPERATIONS } from './bill-operations.js';
import { createCashier } from './cashier.js';
import { CERTIFICATE_OPERATIONS } from './certificates.js';
import { createCloudPayAction } from './cloud-pay.js';
import { createDoor } from './door.js';
import { createH5Page } from './h5-page.js';
import { createHub } from './hub.js';
import type { MerchantKeys } from './merchant.js';
import type { Deliver, InvokeFunction } from './notifier.js';
import { REFUND_OPERATIONS, TRADE_OPERATIONS } from './operations.js';
import { findPaidOrder, type PaidOrder } from './paid-order.js';
import { postCallback } from './post.js';
import type { Notice, Refund, Trade, Transfer } from './records.js';
import { createTransferDoor, TRANSFER_OPERATIONS } from './transfer-operations.js';

export type { MerchantKeys } from './merchant.js';
export type { Deliver, InvokeFunction } from './notifier.js';
export type { PaidOrder } from './paid-order.js';
export type { Notice, Refund, Trade, Transfer } from './records.js';

/** WeChat Pay v3 for every environment: a merchant with keys of its own, orders, refunds, transfers, callbacks. */
export interface WechatPayService {
  /** `wx.wxPayApi`: what `cloud.cloudPay` calls. */
  actions: Record<string, AdminAction>;
  /** `/v3/…` for requests to `api.mch.weixin.qq.com`, `/__wechat-pay/…`, `/__hub/wechat-pay…`. */
  routes: Route[];
  /** Makes the keys of environments that have none, in parallel; without it, each is made at first use. */
  prepare(envs: readonly string[]): Promise<void>;
  /** The merchant of an environment, made at first use (which searches primes for half a second). */
  merchantOf(env: string): MerchantKeys;
  /** The books of an environment, oldest first. */
  orders(env: string): { trades: Trade[]; refunds: Refund[]; transfers: Transfer[]; notices: Notice[] };
  /** A paid order by either number, as WeChat's shipping API looks it up. */
  paidOrder(env: string, key: { transactionId?: string; outTradeNo?: string }): PaidOrder | undefined;
  /** Takes up what an earlier run left pending; to be called once the local cloud listens. */
  resume(): void;
  /** Waits for callbacks under way; those that are pending are taken up by the next run. */
  close(): Promise<void>;
}

export interface WechatPayOptions {
  /** The mini-program that an environment's merchant is bound to. */
  appidOf(env: string): string;
  /** How a callback reaches an address on this machine; over HTTP unless told. */
  deliver?: Deliver;
  /** Runs a function, for the callbacks of `cloud.cloudPay`; absent: they are not delivered. */
  invoke?: InvokeFunction;
  /** What the cashier shows as the receiver, kept once a merchant is made. */
  nameOf?(env: string): string;
  /** Merchants sign with a public key (`PUB_KEY_ID_…`) and have no certificates, as all do since 2024-10. */
  publicKeyMode?: boolean;
}

export function createWechatPayService(kernel: Kernel, options: WechatPayOptions): WechatPayService {
  const accounts = createAccounts(kernel, {
    appidOf: options.appidOf,
    deliver: options.deliver ?? postCallback,
    invoke: options.invoke,
    nameOf: options.nameOf ?? ((env) => `${env} (local cloud)`),
    publicKeyMode: options.publicKeyMode ?? false,
  });
  const operations = [
    ...TRADE_OPERATIONS,
    ...REFUND_OPERATIONS,
    ...BILL_OPERATIONS,
    ...TRANSFER_OPERATIONS,
    ...CERTIFICATE_OPERATIONS,
  ];
  return {
    actions: { 'wx.wxPayApi': createCloudPayAction(kernel, accounts) },
    routes: [
      ...createDoor(kernel, accounts, operations),
      ...createCashier(kernel, accounts),
      createH5Page(accounts),
      createTransferDoor(kernel, accounts),
      ...createHub(kernel, accounts),
    ],
    prepare: accounts.prepare,
    merchantOf: (env) => accounts.of(env).keys,
    orders(env) {
      const { trades, refunds, transfers, notices } = accounts.of(env).ledger;
      return { trades: trades.all(), refunds: refunds.all(), transfers: transfers.all(), notices: notices.all() };
    },
    paidOrder: (env, key) => findPaidOrder(accounts.of(env), key),
    resume() {
      accounts.existing();
    },
    close: () => accounts.close(),
  };
}
