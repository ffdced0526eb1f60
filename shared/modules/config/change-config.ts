import { actor } from '../../core/actor.js';
import {
  type ConfigChange,
  type ConfigDocument,
  configHistory,
  configs,
  type StoredSetting,
} from '../../core/config/document.js';
import { idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { actorId, fingerprint } from '../../core/ids.js';
import { describeError, log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';

/** What an operator wants of the configuration, having seen `version` of it. */
export interface Wish {
  version: number;
  why: string;
  /** Everything that was asked for. */
  request: object;
  backTo: number | null;
  /** The settings that shall be, made of those that are. */
  settings(present: readonly StoredSetting[]): Promise<StoredSetting[]> | StoredSetting[];
}

/**
 * Changes the configuration by one conditional write, which holds the change itself: whoever comes second is refused, and no
 * crash can leave a change that the history does not know of. Repeating a request gives the version that it made.
 * @throws Failure CONFIG_CHANGED with what has changed since the version that was seen
 * @throws Failure REQUEST_ID_REUSED
 */
export async function changeConfig(wish: Wish): Promise<number> {
  const changeId = idForRequest<string>('configChange');
  const present = await configs.get('current');
  const request = fingerprint(wish.request);
  const madeBefore = await changeMadeBefore(changeId, present);
  if (madeBefore && madeBefore.request !== request) throw new Failure('REQUEST_ID_REUSED');
  if (madeBefore) return madeBefore.version;
  if ((present?.version ?? 0) !== wish.version) throw await changedSince(wish.version);

  const before = present?.settings ?? [];
  const settings = await wish.settings(before);
  const version = wish.version + 1;
  const last: ConfigChange = {
    _id: changeId,
    version,
    at: now(),
    by: actorId(actor()),
    why: wish.why,
    request,
    backTo: wish.backTo,
    changes: differences(before, settings),
    settings,
  };
  if (present) await configHistory.insert(withoutRevision(present.last));
  if (!(await write({ _id: 'current', version, settings, last }))) throw await changedSince(wish.version);
  await keep(last);
  return version;
}

/** What the same request has changed when it came before. */
async function changeMadeBefore(
  changeId: string,
  present: ConfigDocument | undefined,
): Promise<ConfigChange | undefined> {
  if (present?.last._id === changeId) return present.last;
  return present && configHistory.get(changeId);
}

function write(document: ConfigDocument): Promise<boolean> {
  if (document.version === 1) return configs.insert(document);
  const { _id, ...change } = document;
  return configs.change(_id, { version: document.version - 1 }, change);
}

/** The document holds its last change; the history gets it now, or with the next change. */
async function keep(last: ConfigChange): Promise<void> {
  try {
    await configHistory.insert(last);
  } catch (error) {
    log('warn', 'config.history-later', { version: last.version, ...describeError(error) });
  }
}

/** Brings the last change into the history, if a crash has kept it out. @returns the document */
export async function settleHistory(): Promise<ConfigDocument | undefined> {
  const present = await configs.get('current');
  if (present) await configHistory.insert(withoutRevision(present.last));
  return present;
}

async function changedSince(version: number): Promise<Failure> {
  await settleHistory();
  const changes = await configHistory.find(
    { version: command().gt(version) },
    { orderBy: [['version', 'asc']], limit: 50, fields: ['version', 'changes'] },
  );
  const fields = changes.flatMap((one) =>
    one.changes.map(
      ({ name, from, to }) => [name, `${from ?? '默认'} → ${to ?? '默认'}（第 ${one.version} 版）`] as const,
    ),
  );
  return new Failure('CONFIG_CHANGED', { fields: Object.fromEntries(fields) });
}

/** What is different between two states, by name; null for a setting at its default. */
function differences(before: readonly StoredSetting[], after: readonly StoredSetting[]): ConfigChange['changes'] {
  const [old, young] = [before, after].map((list) => new Map(list.map(({ name, json }) => [name, json])));
  const names = [...new Set([...old!.keys(), ...young!.keys()])].sort();
  return names
    .map((name) => ({ name, from: old!.get(name) ?? null, to: young!.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

function withoutRevision(change: ConfigChange & { revision?: number }): ConfigChange {
  const { revision: _, ...plain } = change;
  return plain;
}
