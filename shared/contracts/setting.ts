import * as z from 'zod';
import type { builtInRoles } from './permissions.js';

/** A value that JSON can hold: what a setting may be. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Something of an app that an operator may set while it runs: a rule, or a flag. Data overrides the default. */
export interface Setting<T = unknown> {
  kind: 'rule' | 'flag';
  /** `<module>.<what>`; never used again for something else. */
  name: string;
  /** What it decides, in the words of an operator. */
  title: string;
  /** What a number counts: 分钟, 分 … */
  unit: string | null;
  schema: z.ZodType<T>;
  default: T;
}

/** A business rule: a fee, a time, a number that business decides and code obeys. */
export interface Rule<T = unknown> extends Setting<T> {
  kind: 'rule';
}

/** A feature that can be turned on and off, for everybody, for some roles, or for a part of the users. */
export interface Flag extends Setting<Audience> {
  kind: 'flag';
}

/**
 * For whom a flag is on: who has one of `roles`, and `percent` of the users, always the same ones. 100 is everybody, guests
 * too; 0 and no role is nobody.
 */
export const Audience = z.strictObject({
  percent: z.int().min(0).max(100),
  roles: z
    .array(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, '应为角色名'))
    .max(20)
    .default([]),
});
export type Audience = z.output<typeof Audience>;

export const EVERYBODY: Audience = { percent: 100, roles: [] };
export const NOBODY: Audience = { percent: 0, roles: [] };

interface RuleDeclaration<S extends z.ZodType> {
  title: string;
  unit?: string;
  schema: S;
  default: z.input<S>;
}

/**
 * Declares a business rule, in `shared/contracts/<module>/rules.ts`.
 * @throws ZodError when the default is not what the schema takes
 */
export function rule<S extends z.ZodType<Json>>(
  name: `${string}.${string}`,
  { title, unit, schema, default: value }: RuleDeclaration<S>,
): Rule<z.output<S>> {
  return { kind: 'rule', name, title, unit: unit ?? null, schema: schema as never, default: schema.parse(value) };
}

/** Declares a feature flag, in `shared/contracts/<module>/rules.ts`; on for everybody by default, or for nobody. */
export function flag(name: `${string}.${string}`, declaration: { title: string; default: boolean }): Flag {
  const { title, default: on } = declaration;
  return { kind: 'flag', name, title, unit: null, schema: Audience as never, default: on ? EVERYBODY : NOBODY };
}

/** Roles that everybody of a kind has, without anybody granting them. */
export const GUEST_ROLE: keyof typeof builtInRoles = 'guest';
export const MEMBER_ROLE: keyof typeof builtInRoles = 'member';
