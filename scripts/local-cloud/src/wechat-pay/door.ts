import { type Exchange, HttpError, type Route, readBody } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Account, Accounts } from './account.js';
import { type Reply, sendAnswer, sendFailure } from './answer.js';
import { authenticate, findSigner } from './authenticate.js';
import { PayError } from './errors.js';
import type { Operation } from './operations.js';

/** For SDKs that take a base address: everything is also below this path. */
export const PREFIX = '/__wechat-pay';
const ROOTS = ['/v3/pay/', '/v3/refund/', '/v3/certificates', '/v3/bill/', '/v3/billdownload/', '/v3/fund-app/'];
const LARGEST_BODY = 1_000_000;

interface Call {
  method: string;
  /** Path and query without the prefix. */
  target: string;
  body: Buffer;
  origin: string;
}

/** The v3 API: finds the merchant, checks its signature, runs the operation, signs the answer. */
export function createDoor(kernel: Kernel, accounts: Accounts, operations: Operation[]): Route[] {
  const table = operations.map((operation) => ({ operation, pattern: compile(operation.path) }));

  async function handle({ request, response }: Exchange): Promise<void> {
    const target = withoutOrigin(request.url!);
    const prefixed = target.startsWith(`${PREFIX}/`);
    const plain = prefixed ? target.slice(PREFIX.length) : target;
    const account = findSigner(accounts, request);
    const publicKey = String(request.headers['wechatpay-serial'] ?? '').startsWith('PUB_KEY_ID_');
    const reply: Reply = { response, account, publicKey };
    try {
      const body = await readBody(request, LARGEST_BODY);
      // A client with a base address signs the whole path; one whose host alone is exchanged signs the plain one.
      const signer = authenticate(account, request, prefixed ? [target, plain] : [plain], body);
      const origin = prefixed ? `${kernel.baseUrl()}${PREFIX}` : 'https://api.mch.weixin.qq.com';
      await serve(signer, { method: request.method!, target: plain, body, origin }, reply);
    } catch (error) {
      if (response.headersSent || response.destroyed) return;
      const failure = error instanceof HttpError ? new PayError('PARAM_ERROR', error.message) : error;
      if (!(failure instanceof PayError)) kernel.log(`wechat-pay: ${(failure as Error).stack ?? String(failure)}`);
      sendFailure(reply, failure);
    }
  }

  async function serve(account: Account, call: Call, reply: Reply): Promise<void> {
    const url = new URL(call.target, 'http://localhost');
    const { operation, path } = route(call.method, url.pathname);
    const fault = account.faults.take(operation.api);
    if (fault?.kind === 'error') {
      throw new PayError(fault.code ?? 'SYSTEM_ERROR', '系统繁忙，请稍后重试 (fault script)');
    }
    if (fault?.kind === 'timeout') {
      await pause(fault.ms);
      reply.response.destroy();
      return;
    }
    const { body, origin } = call;
    const answer = await operation.run({
      account,
      body,
      query: url.searchParams,
      path,
      origin,
      localUrl: kernel.baseUrl(),
    });
    if (fault?.kind === 'drop') {
      reply.response.destroy();
      return;
    }
    if (fault?.kind === 'delay') await pause(fault.ms);
    sendAnswer(reply, answer);
  }

  function route(method: string, pathname: string): { operation: Operation; path: string[] } {
    for (const { operation, pattern } of table) {
      const match = operation.method === method ? pattern.exec(pathname) : null;
      if (match) return { operation, path: match.slice(1).map(decodePart) };
    }
    throw new PayError('NOT_FOUND', `the local cloud has no ${method} ${pathname}`);
  }

  return [...ROOTS, `${PREFIX}/v3/`].map((path) => ({ method: '*', path, handle }));
}

/** `/a/{}/b` as a pattern that captures one variable part. */
function compile(path: string): RegExp {
  const parts = path.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([^/]+)')}$`);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new PayError('PARAM_ERROR', `the path has a malformed escape: ${part}`);
  }
}

/** A client that uses the local cloud as its HTTP proxy sends the whole address; it signs the path. */
const withoutOrigin = (target: string) => target.replace(/^https?:\/\/[^/]+/, '');

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
