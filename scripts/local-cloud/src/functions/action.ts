import type { AdminAction, AdminRequest, Caller } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Invoker } from './invoker.js';

/**
 * `functions.invokeFunction`: a function, or anything else with an SDK, calls a function. The callee has the caller's
 * identity if the call comes out of an invocation, and a source chain that is longer by one.
 */
export function createInvokeAction({ invoke }: Invoker): AdminAction {
  return async (request) => {
    const { function_name: name, request_data: data, qualifier } = request.body;
    if (typeof name !== 'string' || name === '') {
      throw new CloudError('INVALID_PARAM', 'function_name must be the name of a function');
    }
    if (qualifier !== undefined && typeof qualifier !== 'string') {
      throw new CloudError('INVALID_PARAM', 'qualifier must be a version or an alias');
    }
    const { json } = await invoke(request.env, name, parseEvent(data), calleeOf(request), { qualifier });
    return { data: { response_data: json } };
  };
}

function parseEvent(data: unknown): unknown {
  if (data === undefined || data === '') return {};
  if (typeof data !== 'string') throw new CloudError('INVALID_PARAM', 'request_data must be JSON text');
  try {
    return JSON.parse(data);
  } catch {
    throw new CloudError('INVALID_PARAM', 'request_data is not valid JSON');
  }
}

/** Identity is taken from the invocation only, never from what the request says. */
function calleeOf({ invocation, headers }: AdminRequest): Caller {
  if (!invocation) return { source: chain(headers['x-tcb-source']) };
  const { openid, appid, unionid, uid, clientIp, source, routeKey } = invocation.caller;
  return { openid, appid, unionid, uid, clientIp, routeKey, source: source === '' ? 'scf' : `${source},scf` };
}

/** Without a source before it, the SDK's header begins with a comma. */
function chain(header: string | string[] | undefined): string {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text.replace(/^,+/, '');
}
