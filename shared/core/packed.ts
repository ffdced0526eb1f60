import { Failure } from './failure.js';
import { toAnswerError } from './pipeline/funnel.js';
import { ACTION_KEY } from './places.js';

type Main = (event: unknown, context: { request_id?: string }) => Promise<unknown>;

/** The parts of one deployed function that holds a whole module. */
export interface Parts {
  /** What loads each action, by name; an instance loads those alone that it is asked for. */
  actions: Readonly<Record<string, () => Promise<{ main: unknown }>>>;
  /** Names of timer triggers, and the action that each fires. */
  triggers: Readonly<Record<string, string>>;
  /** Routes of the HTTP access service, and the door behind each. The function is given whole paths. */
  doors: Readonly<Record<string, string>>;
}

/**
 * The entry point of a function that holds several actions. A timer chooses by its name, a call by `$action`, a request of
 * the HTTP access service by its path; the action then sees what it would see in a function of its own.
 */
export function packed({ actions, triggers, doors }: Parts): Main {
  return async (event, context) => {
    const chosen = byTimer(event, triggers) ?? byKey(event) ?? byPath(event, doors);
    const load = chosen && Object.hasOwn(actions, chosen.action) ? actions[chosen.action] : undefined;
    if (!load) return noSuchAction(Object.keys(actions), context);
    return ((await load()).main as Main)(chosen!.event, context);
  };
}

interface Choice {
  action: string;
  event: unknown;
}

/** `TRIGGER_SRC` is the platform's word; an event that looks like a timer's proves nothing. */
function byTimer(event: unknown, triggers: Parts['triggers']): Choice | undefined {
  const name = isRecord(event) ? event.TriggerName : undefined;
  if (process.env.TRIGGER_SRC !== 'timer' || typeof name !== 'string') return undefined;
  return Object.hasOwn(triggers, name) ? { action: triggers[name]!, event } : undefined;
}

/** The longest route that leads to the path; what is left of the path is what a door of its own would see. */
function byPath(event: unknown, doors: Parts['doors']): Choice | undefined {
  if (!isRecord(event) || typeof event.path !== 'string' || typeof event.httpMethod !== 'string') return undefined;
  const { path } = event;
  const routes = Object.keys(doors).filter((route) => path === route || path.startsWith(`${route}/`));
  const route = routes.sort((a, b) => b.length - a.length)[0];
  if (route === undefined) return undefined;
  return { action: doors[route]!, event: { ...event, path: path.slice(route.length) || '/' } };
}

function byKey(event: unknown): Choice | undefined {
  if (!isRecord(event) || typeof event[ACTION_KEY] !== 'string') return undefined;
  const { [ACTION_KEY]: action, ...rest } = event;
  return { action: action as string, event: rest };
}

function noSuchAction(known: readonly string[], { request_id: traceId = 'unknown' }: { request_id?: string }) {
  const fields = { [ACTION_KEY]: `应为 ${known.join('、')} 之一` };
  return { ok: false, error: toAnswerError(new Failure('INVALID_INPUT', { fields })), traceId };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
