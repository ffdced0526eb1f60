import type { InvocationHandle } from '../../kernel/admin.js';
import type { Params } from './params.js';

/** One call of Tencent Cloud's API, with its signature checked. */
export interface TencentCall {
  action: string;
  params: Params;
  /** For example `ap-shanghai`; empty for services without regions. */
  region: string;
  requestId: string;
  /** The invocation that made the call with its own temporary keys; absent for programs outside of functions. */
  invocation?: InvocationHandle;
}

/** Answers one action with the fields of `Response`; throws TencentError or CloudError for what the caller should hear of. */
export type TencentAction = (call: TencentCall) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** One service of the platform, for example `scf`. */
export interface TencentApi {
  /** The only `X-TC-Version` that it answers to. */
  version: string;
  actions: Record<string, TencentAction>;
}
