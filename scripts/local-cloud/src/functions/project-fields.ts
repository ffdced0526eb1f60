/** A project's configuration that cannot be used, with the field at fault. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';

  constructor(
    readonly file: string,
    /** For example `functions[2].timeout`; empty for the file itself. */
    readonly field: string,
    why: string,
  ) {
    super(`${file}: ${field ? `${field} ` : ''}${why}`);
  }
}

/** Typed reading of one object of the configuration; every refusal names the field. */
export interface Fields {
  /** Where this object stands, for example `functions[2]`. */
  at: string;
  /** @param absent value of a missing field; without it the field is required */
  text(key: string, absent?: string): string;
  /** Takes digits in a string too, because templates give strings. */
  number(key: string, absent: number): number;
  /** One text or a list of them; none when missing. */
  texts(key: string): string[];
  /** An object of texts; numbers and booleans become text. */
  strings(key: string): Record<string, string>;
  /** Whether an object has a member that is exactly true. */
  flag(key: string, member: string): boolean;
  /** A list of objects; empty when missing. */
  list(key: string): Fields[];
  /** Whether there is something more than nothing, an empty text or an empty list. */
  holds(key: string): boolean;
  /** @throws ProjectError about a field */
  refuse(key: string, why: string): never;
}

export function readFields(file: string, at: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProjectError(file, at, 'must be an object');
  }
  const fields = value as Record<string, unknown>;
  const where = (key: string) => (at ? `${at}.${key}` : key);
  const refuse = (key: string, why: string): never => {
    throw new ProjectError(file, where(key), why);
  };
  const asText = (key: string, found: unknown): string =>
    typeof found === 'string' ? found : refuse(key, `must be text, not ${JSON.stringify(found)}`);

  return {
    at,
    text(key, absent) {
      const found = fields[key] ?? absent;
      return found === undefined ? refuse(key, 'is missing') : asText(key, found);
    },
    number(key, absent) {
      const found = fields[key] ?? absent;
      const number = typeof found === 'string' && /^\d+$/.test(found) ? Number(found) : found;
      return typeof number === 'number' ? number : refuse(key, `must be a number, not ${JSON.stringify(found)}`);
    },
    texts(key) {
      const found = fields[key];
      if (found === undefined || found === null) return [];
      return Array.isArray(found) ? found.map((one) => asText(key, one)) : [asText(key, found)];
    },
    strings(key) {
      const found = fields[key] ?? {};
      if (typeof found !== 'object' || Array.isArray(found)) return refuse(key, 'must be an object');
      return Object.fromEntries(
        Object.entries(found).map(([name, one]) => {
          if (!['string', 'number', 'boolean'].includes(typeof one)) refuse(`${key}.${name}`, 'must be text');
          return [name, String(one)];
        }),
      );
    },
    flag(key, member) {
      const found = fields[key];
      return typeof found === 'object' && found !== null && (found as Record<string, unknown>)[member] === true;
    },
    list(key) {
      const found = fields[key] ?? [];
      if (!Array.isArray(found)) return refuse(key, 'must be a list');
      return found.map((one, i) => readFields(file, `${where(key)}[${i}]`, one));
    },
    holds(key) {
      const found = fields[key] ?? '';
      return found !== '' && !(Array.isArray(found) && found.length === 0);
    },
    refuse,
  };
}

/** Replaces `{{env.NAME}}` in every text. */
export function resolveTemplates(
  file: string,
  value: unknown,
  variables: Record<string, string | undefined>,
  at = '',
): unknown {
  if (typeof value === 'string') {
    return value.replace(/\{\{\s*(.*?)\s*\}\}/g, (template, name: string) => {
      const key = /^env\.(\w+)$/.exec(name)?.[1];
      if (key === undefined) throw new ProjectError(file, at, `uses ${template}; only {{env.NAME}} is known`);
      const found = variables[key];
      if (found === undefined)
        throw new ProjectError(file, at, `uses {{env.${key}}}, which no .env file and no option sets`);
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((one, i) => resolveTemplates(file, one, variables, `${at}[${i}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      return [key, resolveTemplates(file, one, variables, at ? `${at}.${key}` : key)];
    }),
  );
}
