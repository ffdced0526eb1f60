import { setTimeout as pause } from 'node:timers/promises';
import type { InvocationHandle } from '../kernel/admin.js';
import { CloudError, type CloudErrorCode } from '../kernel/cloud-error.js';
import { HttpError } from '../kernel/http.js';

/**
 * What shall go wrong, and where.
 *
 * - `latency`: the call takes `ms` longer
 * - `error`: the call is not carried out and answers `code`
 * - `drop`: the call is carried out and its answer never comes
 * - `crash`: the invocation that makes the call dies; `when: 'before'` before the call is carried out, else after
 */
export interface FaultRule {
  kind: 'latency' | 'error' | 'drop' | 'crash';
  env?: string;
  /** Name of the function that makes the call; absent for any, and for calls from outside of functions. */
  function?: string;
  /** Name of the action, or a beginning of it followed by `*`. */
  action?: string;
  /** The how-manieth cloud call of its invocation, from 1. */
  nth?: number;
  when?: 'before' | 'after';
  ms?: number;
  code?: CloudErrorCode;
  /** How often the rule strikes; for ever when absent. */
  times?: number;
}

interface CallFacts {
  env: string;
  action: string;
  invocation?: InvocationHandle;
}

export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  list(): FaultRule[];
  /**
   * Carries out `work` as the rules have it. Never settles when the answer is dropped or the caller is dead; `work` is
   * told beforehand that nobody will get its answer.
   */
  around<T>(call: CallFacts, work: (unanswered: boolean) => Promise<T>): Promise<T>;
}

const KINDS = new Set(['latency', 'error', 'drop', 'crash']);
const FIELDS = new Set(['kind', 'env', 'function', 'action', 'nth', 'when', 'ms', 'code', 'times']);
/** Ten minutes: longer than any SDK waits. */
const LONGEST_LATENCY = 600_000;

/**
 * Reads a rule that somebody sent.
 * @throws HttpError 400 naming the field that is wrong
 */
export function readRule(value: Record<string, unknown>): FaultRule {
  const refuse = (problem: string) => new HttpError(400, 'INVALID_PARAM', problem);
  const unknown = Object.keys(value).find((field) => !FIELDS.has(field));
  if (unknown) throw refuse(`${unknown}: no such field`);
  if (!KINDS.has(value.kind as string)) throw refuse(`kind: must be one of ${[...KINDS].join(', ')}`);
  for (const field of ['nth', 'ms', 'times']) {
    const number = value[field];
    if (number !== undefined && !(Number.isInteger(number) && (number as number) >= 0)) {
      throw refuse(`${field}: must be a whole number of at least 0`);
    }
  }
  for (const field of ['env', 'function', 'action']) {
    const text = value[field];
    if (text !== undefined && (typeof text !== 'string' || text === '')) throw refuse(`${field}: must be a text`);
  }
  const { ms = 0, when, code } = value as { ms?: number; when?: unknown; code?: unknown };
  if (ms > LONGEST_LATENCY) throw refuse(`ms: must be at most ${LONGEST_LATENCY}`);
  if (when !== undefined && when !== 'before' && when !== 'after') throw refuse('when: must be before or after');
  if (code !== undefined && !(typeof code === 'string' && /^[A-Z][A-Z_]{1,63}$/.test(code))) {
    throw refuse('code: must be an error code, such as SYS_ERR');
  }
  return value as unknown as FaultRule;
}

export function createFaults(): Faults {
  let rules: FaultRule[] = [];
  const made = new WeakMap<InvocationHandle, number>();

  /** The how-manieth cloud call of its invocation this one is; 0 outside of functions. */
  function ordinalOf({ invocation }: CallFacts): number {
    if (!invocation) return 0;
    const ordinal = (made.get(invocation) ?? 0) + 1;
    made.set(invocation, ordinal);
    return ordinal;
  }

  return {
    add(rule) {
      rules.push({ ...rule });
    },
    clear() {
      rules = [];
    },
    list: () => rules.map((rule) => ({ ...rule })),
    async around(call, work) {
      const ordinal = ordinalOf(call);
      const struck = rules.filter((rule) => fits(rule, call, ordinal));
      for (const rule of struck) if (rule.times !== undefined) rule.times -= 1;
      rules = rules.filter(({ times }) => times === undefined || times > 0);
      const strikes = (kind: FaultRule['kind']) => struck.find((rule) => rule.kind === kind);

      const latency = strikes('latency');
      if (latency) await pause(latency.ms ?? 1000);
      const crash = strikes('crash');
      const die = () => {
        call.invocation?.kill(`crashed by a fault rule at cloud call ${ordinal} (${call.action})`);
        return never();
      };
      if (crash?.when === 'before') return die();
      const error = strikes('error');
      if (error) throw new CloudError(error.code ?? 'SYS_ERR', 'refused by a fault rule');

      const drop = strikes('drop');
      const result = await work(crash !== undefined || drop !== undefined);
      if (crash) return die();
      return drop ? never() : result;
    },
  };
}

function fits(rule: FaultRule, { env, action, invocation }: CallFacts, ordinal: number): boolean {
  return (
    (rule.env === undefined || rule.env === env) &&
    (rule.function === undefined || rule.function === invocation?.functionName) &&
    (rule.action === undefined || matches(rule.action, action)) &&
    (rule.nth === undefined || rule.nth === ordinal) &&
    rule.times !== 0
  );
}

function matches(pattern: string, action: string): boolean {
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}

function never(): Promise<never> {
  return new Promise(() => {});
}
