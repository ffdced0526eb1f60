import { TencentError } from './error.js';

/** Typed reading of the parameters of one call; every refusal names the parameter, as the platform's do. */
export interface Params {
  /** All of them, as they came. */
  readonly raw: Record<string, unknown>;
  has(name: string): boolean;
  /** @param absent value of a missing parameter; without it the parameter is required */
  text(name: string, absent?: string): string;
  number(name: string, absent?: number): number;
  /** SCF says TRUE and FALSE, other services true and false. */
  flag(name: string, absent: boolean): boolean;
  /** A list of texts; empty when missing. */
  texts(name: string): string[];
  /** An object of parameters; empty when missing. */
  object(name: string): Params;
  /** A list of objects; empty when missing. */
  list(name: string): Params[];
}

/** @param at where these parameters stand in the call, for example `Code` */
export function readParams(raw: Record<string, unknown>, at = ''): Params {
  const where = (name: string) => (at ? `${at}.${name}` : name);
  const wrong = (name: string, what: string): never => {
    throw new TencentError('InvalidParameterValue', `${where(name)} ${what}`);
  };
  const missing = (name: string): never => {
    throw new TencentError('MissingParameter', `The request is missing a required parameter \`${where(name)}\`.`);
  };
  const given = (name: string) => (raw[name] === null ? undefined : raw[name]);
  const listOf = (name: string): unknown[] => {
    const value = given(name) ?? [];
    return Array.isArray(value) ? value : wrong(name, 'must be a list');
  };
  const nested = (value: unknown, name: string): Params =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? readParams(value as Record<string, unknown>, where(name))
      : wrong(name, 'must be an object');

  return {
    raw,
    has: (name) => given(name) !== undefined,
    text(name, absent) {
      const value = given(name) ?? absent ?? missing(name);
      return typeof value === 'string' ? value : wrong(name, 'must be a string');
    },
    number(name, absent) {
      const value = given(name) ?? absent ?? missing(name);
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
      return Number.isSafeInteger(number) ? (number as number) : wrong(name, 'must be an integer');
    },
    flag(name, absent) {
      const value = given(name) ?? absent;
      if (value === true || value === 'TRUE' || value === 'true') return true;
      return value === false || value === 'FALSE' || value === 'false' ? false : wrong(name, 'must be TRUE or FALSE');
    },
    texts: (name) =>
      listOf(name).map((one, i) => (typeof one === 'string' ? one : wrong(`${name}.${i}`, 'must be a string'))),
    object: (name) => nested(given(name) ?? {}, name),
    list: (name) => listOf(name).map((one, i) => nested(one, `${name}.${i}`)),
  };
}
