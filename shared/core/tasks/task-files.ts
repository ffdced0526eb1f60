import { putFile, readStoredFile, removeAt, removeFiles } from '../store/storage.js';

/** Files that one call removes. */
const AT_ONCE = 50;

/** What a task writes into storage, piece by piece and at the end as a whole. */
export interface TaskFiles {
  /** Writes the part after `parts`. @returns all parts, by their ids in storage */
  append(parts: readonly string[], content: Buffer): Promise<string[]>;
  readAll(parts: readonly string[]): Promise<Buffer[]>;
  /** @returns the file's id in storage */
  finish(content: Buffer): Promise<string>;
  /** Removes everything: also what a step has written that died, or was cancelled, before it could tell. Safe to repeat. */
  clear(parts: readonly string[]): Promise<void>;
}

/**
 * The files of the task `id`. Their places follow from it, so that they are found by whoever clears up after it.
 * @param whole name of the file that its owner gets
 */
export function taskFiles(id: string, whole: string): TaskFiles {
  const place = (name: string) => `exports/${id}/${name}`;
  const partAfter = (parts: readonly string[]) => place(`part-${parts.length + 1}`);
  return {
    append: async (parts, content) => [...parts, await putFile(partAfter(parts), content)],
    async readAll(parts) {
      const contents: Buffer[] = [];
      for (const part of parts) contents.push(await readStoredFile(part));
      return contents;
    },
    finish: (content) => putFile(place(whole), content),
    async clear(parts) {
      for (let from = 0; from < parts.length; from += AT_ONCE) await removeFiles(parts.slice(from, from + AT_ONCE));
      await removeAt(partAfter(parts));
      await removeAt(place(whole));
    },
  };
}
