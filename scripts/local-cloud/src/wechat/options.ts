import type { PaidOrder } from '../wechat-pay/index.js';

export interface WechatOptions {
  /** The mini-program that belongs to an environment. */
  appidOf(env: string): string;
  /** Runs a function with a pushed message as its event; rejects when the function fails. Absent: pushes by URL only. */
  invoke?(env: string, functionName: string, event: Record<string, unknown>): Promise<unknown>;
  /** The pages that an environment's mini-program has, for `check_path`; absent: not checked. */
  pagesOf?(env: string): readonly string[] | undefined;
  /** Where a page of a mini-program opens; by default `<baseUrl>/<env>/#/<page>?scene=`, where the preview opens it. */
  pageUrl?(env: string, page: string, scene: string): string;
  /** Looks a paid order up at WeChat Pay, for shipping information. */
  findPayment?(env: string, key: { transactionId?: string; outTradeNo?: string }): PaidOrder | undefined;
}
