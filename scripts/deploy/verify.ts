import type { Answer, Connection } from './connection.js';
import { LATEST } from './traffic.js';
import type { WantedFunction } from './wanted.js';

const POLL_MS = 500;
const LONGEST_MS = 5 * 60_000;

/** An input that no action takes: the whole pipeline runs, and nothing is done. */
const PROBE = { 'deploy-check': true };

/** Waits until a function can be called. @throws Error when it failed, or takes five minutes */
export async function waitUntilActive({ scf }: Connection, name: string): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    const { Status, StatusDesc } = await scf('GetFunction', { FunctionName: name });
    if (Status === 'Active') return;
    if (/Failed$/.test(String(Status))) throw new Error(`${name} is ${String(Status)}: ${String(StatusDesc)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${name} does not become Active`);
}

/**
 * Calls every action of a function's `$LATEST` with an input that none takes. An answer of the pipeline, a refusal as a rule,
 * shows that the code loads and finds its variables.
 * @throws Error with what was answered instead
 */
export async function checkHealth(connection: Connection, wanted: WantedFunction): Promise<void> {
  const alone = wanted.actions.length + wanted.doors.length === 1;
  for (const action of wanted.actions) {
    const event = alone ? PROBE : { ...PROBE, $action: action };
    const answer = (await invokeLatest(connection, wanted.name, event)) as { ok?: unknown; error?: { code?: string } };
    const healthy = answer?.ok === true || (answer?.ok === false && answer.error?.code !== 'INTERNAL');
    if (!healthy) throw new Error(`${action} is not well: it answers ${JSON.stringify(answer).slice(0, 500)}`);
  }
  for (const door of wanted.doors) {
    const answer = (await invokeLatest(connection, wanted.name, {
      ...httpProbe,
      ...(alone ? {} : { $action: door }),
    })) as { statusCode?: number };
    if (!answer?.statusCode || answer.statusCode >= 500) {
      throw new Error(`${door} is not well: it answers ${JSON.stringify(answer).slice(0, 500)}`);
    }
  }
}

const httpProbe = {
  httpMethod: 'GET',
  path: '/deploy-check',
  headers: { host: 'deploy-check' },
  queryStringParameters: {},
  requestContext: { requestId: 'deploy-check' },
  body: '',
  isBase64Encoded: false,
};

async function invokeLatest({ scf }: Connection, name: string, event: object): Promise<unknown> {
  const { Result } = await scf('Invoke', {
    FunctionName: name,
    Qualifier: LATEST,
    LogType: 'Tail',
    ClientContext: JSON.stringify(event),
  });
  const { InvokeResult, RetMsg, ErrMsg } = Result as Answer;
  if (InvokeResult !== 0) throw new Error(`${name} cannot be called: ${String(ErrMsg || RetMsg).slice(0, 1000)}`);
  return JSON.parse(String(RetMsg));
}
