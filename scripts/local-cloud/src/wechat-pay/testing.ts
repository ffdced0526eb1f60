import type { IncomingHttpHeaders } from 'node:http';
import { expect } from 'vitest';
import { type Route, readBody } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { openTestCloud } from '../storage/testing.js';
import { createWechatPayService, type WechatPayService } from './index.js';
import {
  type Authorization,
  decryptResource,
  type EncryptedResource,
  isSigned,
  lines,
  SCHEME,
  signMessage,
} from './signing.js';

export type Json = Record<string, unknown>;

/** A callback as a merchant received it, and what it says. */
export interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export const APPID = 'wx0123456789abcdef';
export const PREPAY = '/v3/pay/transactions/jsapi';

/** A simulator behind a server of its own, with a merchant who receives callbacks. */
export interface Bench {
  kernel: Kernel;
  pay: WechatPayService;
  url: string;
  received: Received[];
  logs: string[];
  /** What the merchant answers to callbacks. */
  receiver: { status: number };
  /** A signed call, as a merchant makes it; `forge` changes parts of the authorization. */
  call(method: string, target: string, body?: unknown, forge?: Partial<Authorization>): Promise<Response>;
  /** The same, for its answer, which must have this status. */
  ask(status: number, method: string, target: string, body?: unknown): Promise<Json>;
  /** An unsigned JSON call, as the hub and the cashier take it. */
  door(method: string, target: string, body?: unknown): Promise<{ status: number; json: Json }>;
  /** The parameters of a good order. */
  order(changes?: object): Json & { out_trade_no: string; mchid: string };
  prepay(changes?: object): Promise<{ body: Json; outTradeNo: string; prepayId: string }>;
  /** oAlice pays at the cashier. */
  payAs(prepayId: string, more?: object): Promise<{ status: number; json: Json }>;
  query(outTradeNo: string): Promise<Response>;
  /** Callbacks about an order. */
  about(outTradeNo: string): Received[];
  /** @throws when the callback is not encrypted for this merchant */
  open(received: Received): { event_type: string; id: string; resource: Json };
  /** Says whether a callback is signed with the platform's certificate. */
  isAuthentic(received: Received): boolean;
  close(): Promise<void>;
}

let sequence = 0;

/** @param dataDir to continue with the state of an earlier bench */
export async function openBench(dataDir?: string): Promise<Bench> {
  const cloud = await openTestCloud(dataDir);
  const received: Received[] = [];
  const receiver = { status: 204 };
  const pay = createWechatPayService(cloud.kernel, { appidOf: () => APPID });
  cloud.serve(pay);
  cloud.serve({ routes: ['/__http/', '/merchant/'].map((path) => receive(path, received, receiver)) });
  pay.resume();
  const keys = () => pay.merchantOf('shop');

  const bench: Bench = {
    ...cloud,
    pay,
    received,
    receiver,
    call(method, target, json, forge = {}) {
      const body = json === undefined ? '' : typeof json === 'string' ? json : JSON.stringify(json);
      const timestamp = String(Math.floor(cloud.kernel.clock.now() / 1000));
      const message = lines(method, target, timestamp, 'n0nce', body);
      const parts: Authorization = {
        mchid: keys().mchid,
        serial_no: keys().merchantSerial,
        timestamp,
        nonce_str: 'n0nce',
        signature: signMessage(message, keys().merchantPrivateKey),
        ...forge,
      };
      const authorization = Object.entries(parts).map(([key, value]) => `${key}="${value}"`);
      const headers = { authorization: `${SCHEME} ${authorization.join(',')}`, accept: 'application/json' };
      return fetch(cloud.url + target, {
        method,
        headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body }),
      });
    },
    ask: async (status, method, target, body) => answerOf(await bench.call(method, target, body), status),
    async door(method, target, body) {
      const response = await fetch(cloud.url + target, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, json: (await response.json()) as Json };
    },
    order: (changes = {}) => ({
      appid: APPID,
      mchid: keys().mchid,
      description: '睿珠 · 珍珠项链',
      out_trade_no: `ord_${Date.now()}_${sequence++}`,
      notify_url: 'https://shop.service.tcloudbase.com/pay/wechat/notify',
      amount: { total: 129900, currency: 'CNY' },
      payer: { openid: 'oAlice' },
      ...changes,
    }),
    async prepay(changes) {
      const body = bench.order(changes);
      const { prepay_id } = await bench.ask(200, 'POST', PREPAY, body);
      return { body, outTradeNo: body.out_trade_no, prepayId: String(prepay_id) };
    },
    payAs: (prepayId, more = {}) =>
      bench.door('POST', `/__wechat-pay/cashier/${prepayId}`, { action: 'pay', openid: 'oAlice', ...more }),
    query: (outTradeNo) => bench.call('GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${keys().mchid}`),
    about: (outTradeNo) => received.filter((one) => bench.open(one).resource.out_trade_no === outTradeNo),
    open({ body }) {
      const notice = JSON.parse(body) as { event_type: string; id: string; resource: EncryptedResource };
      return { ...notice, resource: JSON.parse(decryptResource(notice.resource, keys().apiV3Key)) as Json };
    },
    isAuthentic({ headers, body }) {
      const signed = lines(String(headers['wechatpay-timestamp']), String(headers['wechatpay-nonce']), body);
      return isSigned(signed, String(headers['wechatpay-signature']), keys().platformCertificate);
    },
    async close() {
      await pay.close();
      await cloud.close();
    },
  };
  return bench;
}

/** The JSON of an answer, which must have this status. */
export async function answerOf(response: Response, status: number): Promise<Json> {
  const text = await response.text();
  expect(response.status, text).toBe(status);
  return JSON.parse(text) as Json;
}

/** Repeats a check for two seconds at most. */
export async function eventually(check: () => void): Promise<void> {
  for (let round = 0; ; round++) {
    try {
      check();
      return;
    } catch (error) {
      if (round === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function receive(path: string, received: Received[], receiver: { status: number }): Route {
  return {
    method: 'POST',
    path,
    async handle({ request, response }) {
      const body = (await readBody(request, 100_000)).toString();
      received.push({ url: request.url!, headers: request.headers, body });
      response.writeHead(receiver.status).end();
    },
  };
}
