import type { Setting } from '../../contracts/setting.js';
import { describeError, log } from '../log.js';
import { asOverhead, beside } from '../overhead.js';
import { HOUR, MINUTE, now, SECOND, toMs } from '../time.js';
import { configs, readValue, type StoredSetting } from './document.js';

/** What has been set lives everywhere after this (FEATURES P9, P7: config 5 min). */
export const LIVE_WITHIN = 5 * MINUTE;
/** From this age on it is read again beside a call, so that no call has to wait for it. */
const REFRESH_FROM = 4 * MINUTE;
/** While the database cannot be read, what was read last serves this long. */
const SERVES_AT_MOST = HOUR;
/** A read that takes longer was lost when the instance was frozen. */
const LOST_AFTER = 5 * SECOND;

/** The settings as an instance read them. */
export class Snapshot {
  readonly #stored: ReadonlyMap<string, string>;
  readonly #values = new Map<string, unknown>();

  constructor(
    readonly version: number,
    settings: readonly StoredSetting[],
    /** ms since the epoch, before it was read. */
    readonly readAt: number,
  ) {
    this.#stored = new Map(settings.map(({ name, json }) => [name, json]));
  }

  /** The value of a setting; its default when nothing is stored, or nothing that its schema takes, which is reported once. */
  valueOf<T>(setting: Setting<T>): T {
    if (!this.#values.has(setting.name)) this.#values.set(setting.name, this.#read(setting));
    return this.#values.get(setting.name) as T;
  }

  #read<T>(setting: Setting<T>): T {
    const json = this.#stored.get(setting.name);
    if (json === undefined) return setting.default;
    const read = readValue(setting, json);
    if ('value' in read) return read.value;
    log('error', 'config.invalid', { name: setting.name, version: this.version, problem: read.problem });
    return setting.default;
  }
}

/** What the instance knows of the configuration: the same for whoever calls. */
let latest: Snapshot | undefined;
let reading: { snapshot: Promise<Snapshot>; since: number } | undefined;

/**
 * The settings, at most `LIVE_WITHIN` old. Costs a round trip, as overhead, when the instance has not read them for so long;
 * an instance that is called now and then reads them beside its calls.
 */
export async function currentConfig(): Promise<Snapshot> {
  const age = latest ? toMs(now()) - latest.readAt : Number.POSITIVE_INFINITY;
  if (latest && age >= 0 && age < LIVE_WITHIN) {
    if (age >= REFRESH_FROM && !isReading()) beside('config', readConfig);
    return latest;
  }
  try {
    return await asOverhead(readConfig);
  } catch (error) {
    if (!latest || age < 0 || age >= SERVES_AT_MOST) throw error;
    log('warn', 'config.stale', { ageMs: age, ...describeError(error) });
    return latest;
  }
}

/** Reads the settings again, for this instance. One round trip, which calls that run at the same time share. */
export function readConfig(): Promise<Snapshot> {
  if (!reading || !isReading()) {
    const mine = { snapshot: read(), since: performance.now() };
    reading = mine;
    const done = () => {
      if (reading === mine) reading = undefined;
    };
    mine.snapshot.then(done, done);
  }
  return reading.snapshot;
}

function isReading(): boolean {
  return reading !== undefined && performance.now() - reading.since < LOST_AFTER;
}

async function read(): Promise<Snapshot> {
  const readAt = toMs(now());
  const document = await configs.get('current');
  const snapshot = new Snapshot(document?.version ?? 0, document?.settings ?? [], readAt);
  if (!latest || latest.readAt <= readAt || latest.readAt > toMs(now())) latest = snapshot;
  return snapshot;
}
