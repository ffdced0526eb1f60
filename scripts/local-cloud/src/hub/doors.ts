import type { DatabaseService } from '../database/index.js';
import type { FunctionsService } from '../functions/index.js';
import { LONGEST_ADVANCE } from '../kernel/clock.js';
import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { type Faults, readRule } from './faults.js';
import { provision } from './provision.js';
import { status } from './status.js';

interface HubOptions {
  kernel: Kernel;
  functions: FunctionsService;
  database: DatabaseService;
  faults: Faults;
}

const BODY_LIMIT = 1024 * 1024;

/** What a person or a test asks of the local cloud itself: status, clock, faults, invocations, collections. */
export function createHub({ kernel, functions, database, faults }: HubOptions): Route[] {
  const clock = () => ({ now: kernel.clock.now(), iso: new Date(kernel.clock.now()).toISOString() });

  const get = (path: string, answer: (query: URLSearchParams) => unknown): Route => ({
    method: 'GET',
    path,
    handle: async ({ response, url }: Exchange) => sendJson(response, 200, await answer(url.searchParams)),
  });
  const post = (path: string, act: (body: Record<string, unknown>) => unknown): Route => ({
    method: 'POST',
    path,
    handle: async ({ request, response }: Exchange) =>
      sendJson(response, 200, await act(await readJson(request, BODY_LIMIT))),
  });

  return [
    get('/__hub/status', () => status(kernel, functions, database)),
    get('/__hub/clock', clock),
    post('/__hub/clock/advance', async ({ ms }) => {
      if (typeof ms !== 'number' || !(ms >= 0 && ms <= LONGEST_ADVANCE)) {
        throw new HttpError(400, 'INVALID_PARAM', `ms: must be a number from 0 to ${LONGEST_ADVANCE}, a year`);
      }
      await kernel.clock.advance(ms);
      return clock();
    }),
    get('/__hub/faults', () => faults.list()),
    post('/__hub/faults', (body) => {
      faults.add(readRule(body));
      return faults.list();
    }),
    {
      method: 'DELETE',
      path: '/__hub/faults',
      handle: ({ response }) => {
        faults.clear();
        sendJson(response, 200, []);
      },
    },
    get('/__hub/invocations', (query) =>
      functions.recent({
        ...(query.get('env') && { env: query.get('env')! }),
        ...(query.get('name') && { name: query.get('name')! }),
        limit: limitOf(query.get('limit')),
      }),
    ),
    get('/__hub/timers', (query) => functions.timers.list(query.get('env') ?? undefined)),
    post('/__hub/timers', (body) => {
      const timer = timerOf(body);
      if (typeof body.paused !== 'boolean') throw new HttpError(400, 'INVALID_PARAM', 'paused: must be true or false');
      functions.timers.pause(...timer, body.paused);
      return functions.timers.list(timer[0]);
    }),
    post('/__hub/timers/run', async (body) => {
      await functions.timers.runNow(...timerOf(body));
      return {};
    }),
    post('/__hub/provision', (body) => provision(kernel, database, body)),
  ];
}

function limitOf(text: string | null): number {
  const limit = Number(text ?? 100);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new HttpError(400, 'INVALID_PARAM', 'limit: must be at least 1');
  return limit;
}

function timerOf({
  env,
  functionName,
  name,
}: Record<string, unknown>): [env: string, functionName: string, name: string] {
  if (typeof env !== 'string' || typeof functionName !== 'string' || typeof name !== 'string') {
    throw new HttpError(400, 'INVALID_PARAM', 'env, functionName, name: must be texts');
  }
  return [env, functionName, name];
}
