import { createRequire } from 'node:module';
import { openTestCloud, SDK_ENVIRONMENT, type TestCloud } from '../storage/testing.js';
import { createWechatService, type PaidOrder, type WechatOptions, type WechatService } from './index.js';

export type Json = Record<string, unknown>;

/** The part of wx-server-sdk that reaches WeChat. */
interface Sdk {
  init(options: object): void;
  openapi: Record<string, Record<string, (data: object) => Promise<Json & { buffer?: Buffer }>>>;
  callOpenAPI(options: object): Promise<{ result: Json }>;
  getOpenData(options: { list: string[] }): Promise<{ list: Json[] }>;
  getVoIPSign(options: object): Promise<{ signature: string }>;
}

/** WeChat behind a server of its own, with wx-server-sdk in front. */
export interface WechatBench {
  cloud: TestCloud;
  wechat: WechatService;
  wx: Sdk;
  options: WechatOptions;
  /** What was pushed to the function. */
  pushed: Json[];
  /** How many pushes the function still fails. */
  receiver: { failures: number };
  /** `cloud.openapi.<api>(data)`. */
  call(api: string, data: object): Promise<Json & { buffer?: Buffer }>;
  /** The error code that it fails with. */
  failure(api: string, data: object): Promise<unknown>;
  post(path: string, body: object, openid?: string): Promise<Json>;
  close(): Promise<void>;
}

export const PAID_ORDER: PaidOrder = {
  transactionId: '4200001',
  outTradeNo: 'ord_1',
  mchid: '1900000109',
  description: '珍珠项链',
  total: 129900,
  payer: 'oAlice',
  createdAt: 1_795_249_000_000,
  paidAt: 1_795_249_100_000,
  refunded: false,
};

/** Parameters of a good text check. */
export const textOf = (changes: object = {}) => ({
  openid: 'oAlice',
  scene: 2,
  version: 2,
  content: '你好',
  ...changes,
});

export async function openWechatBench(): Promise<WechatBench> {
  Object.assign(process.env, SDK_ENVIRONMENT);
  const cloud = await openTestCloud();
  const pushed: Json[] = [];
  const receiver = { failures: 0 };
  const options: WechatOptions = {
    appidOf: (env) => (env === 'shop' ? 'wx0123456789abcdef' : 'wxfedcba9876543210'),
    pagesOf: () => ['pages/index/index', 'pages/product/index'],
    async invoke(_env, functionName, event) {
      if (receiver.failures-- > 0) throw new Error(`${functionName} failed`);
      pushed.push(event);
    },
    findPayment: (_env, { transactionId, outTradeNo }) =>
      transactionId === PAID_ORDER.transactionId || outTradeNo === PAID_ORDER.outTradeNo ? PAID_ORDER : undefined,
  };
  const wechat = createWechatService(cloud.kernel, options);
  cloud.serve(wechat);
  const wx = createRequire(import.meta.url)('wx-server-sdk') as Sdk;
  wx.init({ env: 'shop', serviceUrl: `${cloud.url}/admin`, secretId: 'x', secretKey: 'y' });
  const call: WechatBench['call'] = (api, data) => {
    const [group, name] = api.split('.') as [string, string];
    return wx.openapi[group]![name]!(data);
  };
  return {
    cloud,
    wechat,
    wx,
    options,
    pushed,
    receiver,
    call,
    failure: (api, data) =>
      call(api, data).then(
        () => 'no failure',
        (error: { errCode: number }) => error.errCode,
      ),
    async post(path, body, openid) {
      const response = await fetch(cloud.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(openid && { 'x-dev-openid': openid }) },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Json;
    },
    async close() {
      await wechat.close();
      await cloud.close();
    },
  };
}
