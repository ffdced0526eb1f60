import type { Setting } from '../../contracts/setting.js';
import type { Instant } from '../../contracts/terms.js';
import { collection } from '../store/collection.js';
import { declareCollection } from '../store/declare.js';

/** A setting that is not at its default. */
export interface StoredSetting {
  name: string;
  /** The value as JSON text: names and keys of any kind stay what they are, in a database that gives `.` and `$` a meaning. */
  json: string;
}

/** One change of the configuration, as its history keeps it. */
export interface ConfigChange {
  /** Derived from the request, so that a repeated one can find what it did. */
  _id: string;
  version: number;
  at: Instant;
  /** Who: see `actorId`. */
  by: string;
  why: string;
  /** For a return to an earlier version: which one. */
  backTo: number | null;
  /** Stands for what was asked for, so that a request id cannot be used for something else. */
  request: string;
  /** The values as JSON text; null for the default. */
  changes: { name: string; from: string | null; to: string | null }[];
  /** Everything as it was afterwards. */
  settings: StoredSetting[];
}

/**
 * The settings of the app, in one small document. It holds its last change whole, so that a crash cannot leave a change
 * without history.
 */
export interface ConfigDocument {
  _id: 'current';
  version: number;
  settings: StoredSetting[];
  last: ConfigChange;
}

export const configCollection = declareCollection('configs', [], 'none');
export const configHistoryCollection = declareCollection(
  'configHistory',
  [
    {
      name: 'version',
      keys: [
        ['version', -1],
        ['_id', -1],
      ],
    },
  ],
  'none',
);

export const configs = collection<ConfigDocument>(configCollection.name);
export const configHistory = collection<ConfigChange>(configHistoryCollection.name);

/** A stored value as the setting's schema takes it, or what is wrong with it. */
export function readValue<T>(setting: Setting<T>, json: string): { value: T } | { problem: string } {
  let stored: unknown;
  try {
    stored = JSON.parse(json);
  } catch {
    return { problem: 'no JSON' };
  }
  const result = setting.schema.safeParse(stored);
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0];
  return { problem: `${issue?.path.join('.')} ${issue?.code}`.trim() };
}
