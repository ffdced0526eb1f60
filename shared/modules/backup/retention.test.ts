import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { after, DAY, HOUR, toMs } from '../../core/time.js';
import type { Backup } from './backups.js';
import { dueKind } from './begin-backup.js';
import { backupIdAt, placeOf } from './manifest.js';
import { outdated } from './retention.js';
import { unwellBackups } from './unwell.js';

const AT = '2026-11-21T04:00:00.000Z' as Instant;

function full(hoursAgo: number, facts: Partial<Backup> = {}): Backup {
  const startedAt = after(AT, -hoursAgo * HOUR);
  const _id = startedAt.slice(0, 16).replaceAll('-', '').replace('T', '-').replace(':', '') as Backup['_id'];
  const manifest = { sha256: '', root: '' };
  return { _id, kind: 'full', state: 'complete', startedAt, manifest, problem: null, ...facts } as Backup;
}

/** A lot of changes, half an hour after the one before. */
function changes(of: Backup, number: number): Backup {
  const startedAt = after(of.startedAt, number * 0.5 * HOUR);
  return { ...of, _id: backupIdAt(of._id, number), kind: 'incremental', startedAt };
}

/** Backups of so many days, as the timer makes them, the newest first. */
function daysOf(days: number): Backup[] {
  const fulls = Array.from({ length: days * 4 }, (_, place) => full(place * 6 + 1));
  return fulls.flatMap((one) => [changes(one, 2), changes(one, 1), one]);
}

describe('backups that are not needed any more', () => {
  it('are those older than seven days, but for the first snapshot of each of four weeks before', () => {
    const known = daysOf(60);
    const gone = new Set(outdated(known, AT));
    const left = known.filter(({ _id }) => !gone.has(_id));
    const age = ({ startedAt }: Backup) => toMs(AT) - toMs(startedAt);
    expect(left.filter((one) => age(one) < 6.5 * DAY)).toEqual(known.filter((one) => age(one) < 6.5 * DAY));
    const old = left.filter((one) => age(one) >= 7 * DAY);
    expect(old.every(({ kind }) => kind === 'full')).toBe(true);
    expect(old.length).toBeGreaterThanOrEqual(4);
    expect(old.length).toBeLessThanOrEqual(5);
  });

  it('never leave changes without what they follow on, whenever it stops, and never take the newest sound snapshot', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(400), fc.nat(2000), (days, take, hours) => {
        const known = daysOf(days);
        const gone = new Set(outdated(known, after(AT, hours * HOUR)).slice(0, take));
        const left = new Set(known.map(({ _id }) => _id).filter((id) => !gone.has(id)));
        expect(left.has(known.find(({ kind }) => kind === 'full')!._id)).toBe(true);
        for (const id of left) {
          const { base, number } = placeOf(id);
          if (number > 0) expect(left.has(backupIdAt(base, number - 1))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is due', () => {
  it('is a snapshot at first, after six hours, and after one that is broken; else changes each half hour', () => {
    expect(dueKind([], AT)).toBe('full');
    expect(dueKind([full(6)], AT)).toBe('full');
    expect(dueKind([full(1, { problem: 'damaged' })], AT)).toBe('full');
    expect(dueKind([full(0.5)], AT)).toBe('incremental');
    expect(dueKind([full(0.25)], AT)).toBeUndefined();
    expect(dueKind([changes(full(5), 9), full(5)], AT)).toBe('incremental');
    expect(dueKind([full(1, { state: 'running', manifest: null })], AT)).toBe('full');
  });
});

describe('an alert', () => {
  it('tells of a snapshot over seven hours old, of changes over an hour old, and of what is broken', () => {
    expect(unwellBackups([], AT)).toEqual({});
    expect(unwellBackups([full(0.9)], AT)).toEqual({});
    expect(unwellBackups([full(8)], AT)).toEqual({ full: 8, incremental: 8 });
    expect(unwellBackups([changes(full(6), 11), full(6)], AT)).toEqual({});
    expect(unwellBackups([full(0.5), full(7, { problem: 'damaged' })], AT)).toEqual({ broken: 1 });
    expect(unwellBackups([full(9, { state: 'failed', manifest: null })], AT)).toEqual({ full: 9, incremental: 9 });
  });
});
