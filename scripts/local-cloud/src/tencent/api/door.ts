import { randomUUID } from 'node:crypto';
import { CloudError } from '../../kernel/cloud-error.js';
import { type Exchange, HttpError, type Route, readBody, sendJson } from '../../kernel/http.js';
import type { Kernel } from '../../kernel/kernel.js';
import { HOST_HEADER, TENCENT_PATH } from '../../server/hosts.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { TencentApi } from './call.js';
import { TencentError } from './error.js';
import { readParams } from './params.js';
import type { Scripts } from './scripts.js';

/** Above a code package of 20 MB in base64, the largest that SCF takes in a call. */
const LARGEST_CALL = 30 * 1024 * 1024;

interface DoorOptions {
  apis: Record<string, TencentApi>;
  authenticate: Authenticate;
  scripts: Scripts;
}

/** `POST /__tencent/<service>`: where `<service>.tencentcloudapi.com` is answered. */
export function createApiDoor(kernel: Kernel, options: DoorOptions): Route {
  return {
    method: '*',
    path: TENCENT_PATH,
    async handle(exchange) {
      const requestId = randomUUID();
      const answer = await answerCall(exchange, requestId, options).catch((error: unknown) => failure(error, kernel));
      sendJson(exchange.response, 200, { Response: { ...answer, RequestId: requestId } });
    },
  };
}

async function answerCall(
  { request, url }: Exchange,
  requestId: string,
  { apis, authenticate, scripts }: DoorOptions,
): Promise<Record<string, unknown>> {
  const service = url.pathname.slice(TENCENT_PATH.length).replace(/\/$/, '');
  const header = (name: string) => String(request.headers[name] ?? '');
  const body = await readBody(request, LARGEST_CALL);
  const sent = new URL(request.url ?? '/', 'http://localhost');
  const invocation = authenticate({
    method: request.method ?? 'POST',
    path: sent.pathname,
    query: sent.search.slice(1),
    headers: request.headers,
    body,
    hosts: [header(HOST_HEADER), header('host'), header('host').replace(/:\d+$/, '')],
    service,
  });

  const action = header('x-tc-action');
  const api = apis[service];
  const run = api && Object.hasOwn(api.actions, action) ? api.actions[action] : undefined;
  if (!run)
    throw new TencentError('InvalidAction', `the local cloud does not simulate the action ${action} of ${service}`);
  if (header('x-tc-version') !== api!.version) {
    throw new TencentError(
      'NoSuchVersion',
      `${service} is simulated in version ${api!.version}, not ${header('x-tc-version')}`,
    );
  }
  const params = readParams(request.method === 'GET' ? Object.fromEntries(sent.searchParams) : parse(body));
  const scripted = scripts.take(service, action, params.raw);
  if (scripted) return scripted;
  return run({ action, params, region: header('x-tc-region'), requestId, ...(invocation && { invocation }) });
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw new TencentError('InvalidParameter', 'the body is not valid JSON');
  }
  throw new TencentError('InvalidParameter', 'the body must be a JSON object');
}

/** What the services below say, in the words of this API. */
const CODES: Record<string, string> = {
  INVALIID_ENV: 'ResourceNotFound.Namespace',
  FUNCTION_NOT_FOUND: 'ResourceNotFound.FunctionName',
  INVALID_PARAM: 'InvalidParameterValue',
  INVALID_PATH: 'InvalidParameterValue',
  DATABASE_COLLECTION_NOT_EXIST: 'ResourceNotFound.TableNotFound',
  DATABASE_COLLECTION_ALREADY_EXIST: 'ResourceInUse.TableExist',
  EXCEED_REQUEST_SIZE_LIMIT: 'RequestSizeLimitExceeded',
};

function failure(error: unknown, kernel: Kernel): Record<string, unknown> {
  if (error instanceof TencentError) return { Error: { Code: error.code, Message: error.message } };
  if (error instanceof CloudError || error instanceof HttpError) {
    return { Error: { Code: CODES[error.code] ?? 'FailedOperation', Message: error.message } };
  }
  kernel.log(`tencent: ${error instanceof Error ? error.stack : String(error)}`);
  return { Error: { Code: 'InternalError', Message: 'the local cloud failed; see its log' } };
}
