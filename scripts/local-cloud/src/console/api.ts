import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';

/** Below which the console's pages find their data. */
export const API_PATH = '/__console/';

/** A document of 16 MB as JSON, and what is around it. */
const BODY_LIMIT = 24 * 1024 * 1024;

/** A route that answers JSON to a query. */
export function get(path: string, answer: (query: Fields) => unknown): Route {
  return {
    method: 'GET',
    path: API_PATH + path,
    async handle({ response, url }: Exchange) {
      sendJson(response, 200, await answer(new Fields(Object.fromEntries(url.searchParams))));
    },
  };
}

/** A route that does what a JSON body says, and answers JSON. */
export function post(path: string, act: (body: Fields) => unknown): Route {
  return {
    method: 'POST',
    path: API_PATH + path,
    async handle({ request, response }: Exchange) {
      sendJson(response, 200, (await act(new Fields(await readJson(request, BODY_LIMIT)))) ?? {});
    },
  };
}

/** Reads the fields of a request; a field that is not as it must be is a 400 that names it. */
export class Fields {
  constructor(private readonly values: Record<string, unknown>) {}

  raw(name: string): unknown {
    return this.values[name];
  }

  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw invalid(name, 'must be a text');
    return value;
  }

  /** Empty counts as absent. */
  optional(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw invalid(name, 'must be a text');
    return value;
  }

  flag(name: string): boolean {
    const value = this.values[name];
    if (typeof value !== 'boolean') throw invalid(name, 'must be true or false');
    return value;
  }

  /** A whole number, also when it comes as text. */
  count(name: string, fallback: number, most: number): number {
    const value = this.values[name];
    if (value === undefined || value === '') return fallback;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= most) return number;
    throw invalid(name, `must be a whole number from 0 to ${most}`);
  }

  /** The id of an environment that exists. */
  env(kernel: Kernel): string {
    const env = this.text('env');
    if (!kernel.hasEnvironment(env)) throw new HttpError(404, 'INVALID_ENV', `env: no environment ${env}`);
    return env;
  }
}

/** A 400 that names a field and the rule it breaks. */
export function invalid(field: string, rule: string): HttpError {
  return new HttpError(400, 'INVALID_PARAM', `${field}: ${rule}`);
}
