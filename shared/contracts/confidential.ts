import type * as z from 'zod';

declare const confidential: unique symbol;

/** What marks a type as nothing for a log. */
export interface Confidential {
  readonly [confidential]: true;
}

/** A text about a person: a name, a telephone number, an address. It is a text everywhere but in a log. */
export type Personal = string & Confidential;

/** A key, a token, a password. */
export type Secret = string & Confidential;

/** What a person said of himself, by the type of what comes out: `personal(z.string().max(30))`. */
export function personal<S extends z.ZodType<string, string>>(schema: S): z.ZodType<Personal, string> {
  return schema as unknown as z.ZodType<Personal, string>;
}

/** A text that opens doors. */
export function secret(text: string): Secret {
  return text as Secret;
}
