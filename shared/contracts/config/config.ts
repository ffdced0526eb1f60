import * as z from 'zod';
import { Instant, lineOfText } from '../terms.js';

/** Raised by one with each change; 0 while everything is at its default. */
export const ConfigVersion = z.int().min(0).max(1_000_000_000);

export const SettingName = z
  .string()
  .max(80)
  .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/, '应为 模块.名称');

/** Why something was changed; the history shows it. */
export const Reason = lineOfText(2, 200);

/** A value of any kind; what a setting takes is its own schema's to say. */
export const SettingValue = z.json();

/** A setting as it is, for an operator. */
export const SettingState = z.strictObject({
  name: z.string(),
  kind: z.enum(['rule', 'flag']),
  title: z.string(),
  unit: z.string().nullable(),
  value: SettingValue,
  default: SettingValue,
  /** Whether an operator has set it. */
  changed: z.boolean(),
  /** What is wrong with what is stored; the default is used instead. */
  problem: z.string().nullable(),
});

/** One change of the configuration. */
export const ConfigChangeView = z.strictObject({
  version: ConfigVersion,
  at: Instant,
  by: z.string(),
  why: z.string(),
  /** The version that was returned to, when that is what it was. */
  backTo: ConfigVersion.nullable(),
  /** null stands for the default. */
  changes: z.array(z.strictObject({ name: z.string(), from: SettingValue, to: SettingValue })),
});
