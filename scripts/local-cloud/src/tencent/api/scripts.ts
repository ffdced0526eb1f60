import { HttpError } from '../../kernel/http.js';
import { TencentError } from './error.js';

/** What an action answers instead of what it would. */
export interface Script {
  /** For example `sms`. */
  service: string;
  /** For example `SendSms`. */
  action: string;
  /** Strikes only a call whose parameters, as JSON, hold this text. */
  contains?: string;
  error?: { Code: string; Message: string };
  answer?: Record<string, unknown>;
  /** How often; for ever when absent. */
  times?: number;
}

export interface Scripts {
  list(): Script[];
  add(script: Script): void;
  clear(): void;
  /** The scripted answer to a call, if there is one. @throws TencentError the scripted failure */
  take(service: string, action: string, params: Record<string, unknown>): Record<string, unknown> | undefined;
}

export function createScripts(): Scripts {
  let scripts: Script[] = [];
  return {
    list: () => scripts.map((script) => ({ ...script })),
    add: (script) => void scripts.push({ ...script }),
    clear: () => {
      scripts = [];
    },
    take(service, action, params) {
      const struck = scripts.find(
        (script) =>
          script.service === service &&
          script.action === action &&
          (script.contains === undefined || JSON.stringify(params).includes(script.contains)),
      );
      if (!struck) return undefined;
      if (struck.times !== undefined) struck.times -= 1;
      scripts = scripts.filter(({ times }) => times === undefined || times > 0);
      if (struck.error) throw new TencentError(struck.error.Code, struck.error.Message);
      return struck.answer;
    },
  };
}

/** Reads a script that somebody sent. @throws HttpError 400 naming the field that is wrong */
export function readScript({ service, action, contains, error, answer, times }: Record<string, unknown>): Script {
  const refuse = (problem: string) => new HttpError(400, 'INVALID_PARAM', problem);
  if (typeof service !== 'string' || typeof action !== 'string') throw refuse('service and action must be texts');
  if (contains !== undefined && typeof contains !== 'string') throw refuse('contains must be a text');
  if (times !== undefined && !(Number.isInteger(times) && (times as number) > 0))
    throw refuse('times must be at least 1');
  const shared = {
    service,
    action,
    ...(contains !== undefined && { contains }),
    ...(times !== undefined && { times: times as number }),
  };
  const { Code, Message } = (error ?? {}) as Record<string, unknown>;
  if (typeof Code === 'string' && typeof Message === 'string') return { ...shared, error: { Code, Message } };
  if (error !== undefined) throw refuse('error must be {Code, Message}');
  if (typeof answer !== 'object' || answer === null) throw refuse('give error {Code, Message}, or answer as an object');
  return { ...shared, answer: answer as Record<string, unknown> };
}
