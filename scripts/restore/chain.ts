import type { BackupId } from '../../shared/contracts/backup/backup.js';
import type { Instant } from '../../shared/contracts/terms.js';
import { sha256, unpack, unpackManifest } from '../../shared/modules/backup/archive.js';
import { type Line, readLine } from '../../shared/modules/backup/lines.js';
import {
  backupIdAt,
  type FileEntry,
  type Manifest,
  manifestPath,
  placeOf,
} from '../../shared/modules/backup/manifest.js';
import { BackupProblem } from '../../shared/modules/backup/problem.js';
import type { Source } from './source.js';

/** So many places after the end of a chain are looked at, to tell an end from a gap. */
const LOOK_BEYOND = 3;

/**
 * The manifests that `from` stands for: a snapshot, and the changes that follow on it, each tied to the one before by its sum.
 * @throws BackupProblem that names what is missing, damaged, or does not fit
 */
export async function readChain(source: Source, from: BackupId, until?: Instant): Promise<Manifest[]> {
  const { base, number: last } = placeOf(from);
  const chain: Manifest[] = [];
  let sum = '';
  for (let number = 0; last === 0 || number <= last; number += 1) {
    const backupId = backupIdAt(base, number);
    const content = await source.read(manifestPath(backupId));
    if (!content) {
      if (number === 0 || last > 0) {
        throw new BackupProblem(`${backupId} has no manifest: it was never finished, or its files are gone`);
      }
      await checkEnd(source, base, number);
      break;
    }
    const manifest = unpackManifest(content, backupId);
    if (number > 0 && manifest.previous?.sha256 !== sum) {
      throw new BackupProblem(`${backupId} does not follow on ${backupIdAt(base, number - 1)} as that is now`);
    }
    sum = sha256(content);
    chain.push(manifest);
  }
  const wanted = chain.filter(({ endedAt }) => until === undefined || endedAt <= until);
  if (wanted.length === 0)
    throw new BackupProblem(`${base} was made until ${chain[0]!.endedAt}, which is after ${until}`);
  return wanted;
}

async function checkEnd(source: Source, base: BackupId, missing: number): Promise<void> {
  for (let beyond = 1; beyond <= LOOK_BEYOND; beyond += 1) {
    const later = backupIdAt(base, missing + beyond);
    if (!(await source.read(manifestPath(later)))) continue;
    const [last, gap] = [backupIdAt(base, missing - 1), backupIdAt(base, missing)];
    throw new BackupProblem(`${gap} has no manifest, yet ${later} has: restore up to ${last} with --until, or find it`);
  }
}

/** The lines of one file. @throws BackupProblem when it is missing or damaged */
export async function readFileOf(source: Source, entry: FileEntry): Promise<Line[]> {
  const content = await source.read(entry.path);
  if (!content) throw new BackupProblem(`${entry.path} is missing`);
  return unpack(content, entry).map(readLine);
}

/** Files that hold documents of the collection `name`, those of the snapshot and those of the changes, in order. */
export function filesOf(chain: readonly Manifest[], name: string): { snapshot: FileEntry[]; changes: FileEntry[] } {
  const [snapshot = [], ...changes] = chain.map(
    ({ collections }) => collections.find((one) => one.name === name)?.files ?? [],
  );
  return { snapshot, changes: changes.flat() };
}
