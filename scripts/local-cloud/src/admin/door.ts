import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Faults } from '../hub/faults.js';
import { type AdminAction, type AdminAnswer, type InvocationHandle, RawAnswer } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Exchange, Route } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { machineFault } from '../kernel/machine-fault.js';
import { readEnvelope } from './envelope.js';

interface AdminDoorOptions {
  /** All services' actions, by name. */
  actions: ReadonlyMap<string, AdminAction>;
  invocationOf(sessionToken: string): InvocationHandle | undefined;
  faults: Faults;
  /** For calls that name no environment and come from no function. */
  defaultEnvironment(): string;
}

/**
 * `POST /admin`: the one door of all CloudBase SDKs.
 *
 * Whatever goes wrong is answered with HTTP 200 and `{code, message}`; at any other status the SDKs would see a transport
 * failure and lose the code.
 */
export function createAdminDoor(kernel: Kernel, options: AdminDoorOptions): Route {
  return {
    method: 'POST',
    path: '/admin',
    async handle(exchange) {
      const requestId = randomBytes(8).toString('hex');
      const { body, parts, bytes } = await readEnvelope(exchange.request);
      const invocation = caller(body, options);
      const action = typeof body.action === 'string' ? body.action : '';
      const env = environmentOf(exchange, body, invocation) ?? options.defaultEnvironment();

      const work = async (): Promise<Buffer | RawAnswer> => {
        const run = options.actions.get(action);
        if (!kernel.hasEnvironment(env)) throw new CloudError('INVALIID_ENV', `environment ${env} does not exist`);
        if (!run) throw new CloudError('INVALID_PARAM', `the local cloud does not know the action "${action}"`);
        const { headers } = exchange.request;
        return encode(await run({ env, action, body, parts, headers, ...(invocation && { invocation }) }), requestId);
      };

      const answer = await options.faults
        .around({ env, action, ...(invocation && { invocation }) }, work)
        .catch((error: unknown) => failure(error, requestId, kernel));
      invocation?.count(action, bytes, sizeOf(answer));
      send(exchange.response, answer);
    },
  };
}

/** The session token that the runtime gave to an invocation comes back in every call that it makes. */
function caller(body: Record<string, unknown>, options: AdminDoorOptions): InvocationHandle | undefined {
  for (const token of [body.sessionToken, body.wxCloudApiToken]) {
    const invocation = typeof token === 'string' && token ? options.invocationOf(token) : undefined;
    if (invocation) return invocation;
  }
  return undefined;
}

function environmentOf({ url }: Exchange, body: Record<string, unknown>, invocation?: InvocationHandle) {
  const named = [body.envName, url.searchParams.get('env')].find((env) => typeof env === 'string' && env !== '');
  return (named as string | undefined) ?? invocation?.env;
}

function encode(answer: AdminAnswer, requestId: string): Buffer | RawAnswer {
  return answer instanceof RawAnswer ? answer : Buffer.from(JSON.stringify({ requestId, ...answer }));
}

function failure(error: unknown, requestId: string, kernel: Kernel): Buffer {
  if (!(error instanceof CloudError)) kernel.log(`admin: ${error instanceof Error ? error.stack : String(error)}`);
  const known =
    error instanceof CloudError
      ? error
      : new CloudError('SYS_ERR', machineFault(error) ?? 'the local cloud failed; see its log');
  return Buffer.from(JSON.stringify({ code: known.code, message: known.message, requestId }));
}

function sizeOf(answer: Buffer | RawAnswer): number {
  return answer instanceof RawAnswer ? answer.bytes.length : answer.length;
}

function send(response: ServerResponse, answer: Buffer | RawAnswer): void {
  if (response.destroyed) return;
  const [body, type] =
    answer instanceof RawAnswer ? [answer.bytes, answer.contentType] : [answer, 'application/json; charset=utf-8'];
  response.writeHead(200, { 'content-type': type, 'content-length': body.length });
  response.end(body);
}
