import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { InvocationRecord, RecordBook } from './records.js';

/** The newest of each function outlive a restart. */
const KEPT_OF_EACH = 50;
/** Lines of each that are kept. */
const KEPT_LINES = 100;
/** A crash loses what happened in so many milliseconds: this is history for people, which nothing depends on. */
const SAVE_EVERY_MS = 5000;

/**
 * Takes up what an earlier run of the local cloud recorded, and keeps it on the disk from now on.
 * @returns saves for the last time
 */
export function keepRecords(book: RecordBook, dataDir: string, log: (line: string) => void): () => void {
  const file = path.join(dataDir, 'invocations.json');
  const unfinished = `${file}.new`;
  for (const record of readRecords(file)) book.add(record);
  let saved = book.added();
  const toSave = () => {
    const added = book.added();
    if (added === saved) return undefined;
    saved = added;
    return JSON.stringify(newestOfEach(book));
  };
  const timer = setInterval(() => {
    const text = toSave();
    if (text === undefined) return;
    writeFile(unfinished, text)
      .then(() => rename(unfinished, file))
      .catch((error: Error) => log(`the history of invocations could not be saved: ${error.message}`));
  }, SAVE_EVERY_MS).unref();

  return () => {
    clearInterval(timer);
    const text = toSave();
    if (text === undefined) return;
    try {
      writeFileSync(`${unfinished}.last`, text);
      renameSync(`${unfinished}.last`, file);
    } catch (error) {
      log(`the history of invocations could not be saved: ${(error as Error).message}`);
    }
  };
}

/** Oldest first. */
function newestOfEach(book: RecordBook): InvocationRecord[] {
  const counts = new Map<string, number>();
  const kept = book.recent({ limit: Number.POSITIVE_INFINITY }).filter(({ env, name }) => {
    const count = (counts.get(`${env}/${name}`) ?? 0) + 1;
    counts.set(`${env}/${name}`, count);
    return count <= KEPT_OF_EACH;
  });
  return kept.map((record) => ({ ...record, logs: record.logs.slice(-KEPT_LINES) })).reverse();
}

/** Nothing when there is no such file, or one that cannot be read: history is not worth a start that fails. */
function readRecords(file: string): InvocationRecord[] {
  try {
    const records = JSON.parse(readFileSync(file, 'utf8')) as InvocationRecord[];
    return records.filter((record) => typeof record?.requestId === 'string' && Array.isArray(record.logs));
  } catch {
    return [];
  }
}
