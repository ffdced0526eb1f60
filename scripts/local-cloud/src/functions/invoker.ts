import type { Caller } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import { FUNCTION_LIMITS } from './definition.js';
import { InvocationError } from './errors.js';
import { identityHeaders } from './http/identity-headers.js';
import type { HttpCall } from './http/proxy.js';
import { Invocation } from './invocation.js';
import type { InvocationLine, InvocationRecord, RecordBook } from './records.js';
import type { Registry } from './registry.js';
import { routeKeyOf } from './route-key.js';
import type { Sessions } from './sessions.js';
import { isHttp } from './versioned-function.js';
import { chooseVersion, type RouteFacts } from './versions.js';

export interface InvocationResult {
  requestId: string;
  /** The function's answer as JSON. */
  json: string;
  record: InvocationRecord;
}

/** A request for an HTTP function, and what the function is to see as its path and query. */
export type HttpRequest = Pick<HttpCall, 'request' | 'response' | 'target'>;

/** What decides which version serves a call, besides who calls. */
export type RouteChoice = Pick<RouteFacts, 'qualifier' | 'headers'>;

export interface Invoker {
  /** Runs an event function. */
  invoke(env: string, name: string, event: unknown, caller: Caller, how?: RouteChoice): Promise<InvocationResult>;
  /** Lets an HTTP function answer a request; resolves when it has. A failure before the first byte is thrown. */
  serve(env: string, name: string, http: HttpRequest, caller: Caller): Promise<void>;
  running(): Invocation[];
}

export interface InvokerParts {
  kernel: Kernel;
  registry: Registry;
  sessions: Sessions;
  records: RecordBook;
  onRecord?: (record: InvocationRecord) => void;
  onLine?: (record: InvocationRecord, line: InvocationLine) => void;
}

export function createInvoker({ kernel, registry, sessions, records, onRecord, onLine }: InvokerParts): Invoker {
  const running = new Set<Invocation>();

  /** Whatever becomes of an invocation, there is a record of it. */
  async function recorded<Result>(invocation: Invocation, run: () => Promise<Result>): Promise<Result> {
    sessions.open(invocation);
    running.add(invocation);
    try {
      const result = await run();
      invocation.end();
      return result;
    } catch (error) {
      const { code, message } = error instanceof CloudError ? error : new CloudError('SYS_ERR', String(error));
      invocation.end({ code, message });
      throw new InvocationError(code, message, invocation.id);
    } finally {
      sessions.close(invocation);
      running.delete(invocation);
      records.add(invocation.record);
      onRecord?.(invocation.record);
    }
  }

  function route(env: string, name: string, from: Caller, how: RouteChoice) {
    const found = registry.find(env, name);
    const caller = { ...from, routeKey: routeKeyOf(from) };
    const version = chooseVersion(found.definition, { ...how, routeKey: caller.routeKey });
    return { deployed: found.at(version), version, caller };
  }

  return {
    async invoke(env, name, event, from, how = {}) {
      const { deployed, version, caller } = route(env, name, from, how);
      if (isHttp(deployed)) throw wrongType(name, 'an HTTP function, which is called by HTTP only');
      const { memoryMb } = deployed.definition;
      const text = toJson(event);
      const invocation = new Invocation(env, name, text, caller, kernel.clock.now(), memoryMb, version, onLine);
      const { record } = invocation;
      if (record.eventBytes > FUNCTION_LIMITS.eventBytes) {
        const why = `the event takes ${record.eventBytes} bytes of at most ${FUNCTION_LIMITS.eventBytes}`;
        throw new CloudError('EXCEED_REQUEST_SIZE_LIMIT', why);
      }
      const json = await recorded(invocation, () => deployed.run(invocation));
      return { requestId: invocation.id, json, record };
    },
    async serve(env, name, http, from) {
      const { deployed, version, caller } = route(env, name, from, { headers: http.request.headers });
      if (!isHttp(deployed)) throw wrongType(name, 'an event function, not an HTTP function');
      const anonymous = caller.openid === undefined && caller.uid === undefined;
      if (anonymous && deployed.definition.invoke !== 'anyone') {
        const text = `function "${name}" takes no anonymous callers; open it with aclRule {"invoke": true}`;
        throw new CloudError('EXCEED_AUTHORITY', text);
      }
      const { memoryMb } = deployed.definition;
      const invocation = new Invocation(env, name, '', caller, kernel.clock.now(), memoryMb, version, onLine);
      const platformHeaders = identityHeaders(env, invocation.id, caller);
      await recorded(invocation, () => deployed.run({ ...http, invocation, platformHeaders }));
    },
    running: () => [...running],
  };
}

function wrongType(name: string, what: string): CloudError {
  return new CloudError('INVALID_PARAM', `function "${name}" is ${what}`);
}

/** JSON can be read deeper than it can be written. */
function toJson(event: unknown): string {
  try {
    return JSON.stringify(event) ?? '{}';
  } catch {
    throw new CloudError('INVALID_PARAM', 'the event is nested too deep');
  }
}
