import { isTooLarge, type RawDocument, rawDocuments, rawDocumentsOf } from '../../core/store/raw.js';
import { sha256 } from './archive.js';
import { readLines, writeLines } from './files.js';
import { lineOf } from './lines.js';
import type { CollectionEntry, Part } from './manifest.js';
import { BackupProblem } from './problem.js';

/** Documents of one page, which is the most that the platform gives at once. */
const PAGE = 1000;
/** Changed documents that are fetched at once. */
const CHANGED_AT_ONCE = 200;

/** A page that has been written: where the next one begins, or null when it was the last. */
interface Copied {
  next: string | null;
  root: string;
}

/**
 * Writes the next page of a collection, with the index of it, and notes both in `entry`.
 * @param folder where this backup's files go
 */
export async function copyPage(entry: CollectionEntry, after: string | null, folder: string): Promise<Copied> {
  const documents = await wholePage(entry.name, after);
  const upTo = documents.complete ? null : documents.page.at(-1)!._id;
  const data = await writeLines(
    documents.page.map((put) => lineOf({ put })),
    fileName(entry, folder, 'data'),
  );
  if (data.entry.lines > 0) entry.files.push(data.entry);
  entry.puts += documents.page.length;
  await writeIndex(entry, { after, upTo }, indexLines(documents.page), folder);
  return { next: upTo, root: data.root };
}

/**
 * Looks for what has changed in the next part of a collection since `previous`, and writes that: documents whose revision is another,
 * new ones, and the ids of those that are gone. A part that is as it was costs one query.
 * @param before what the previous backup has of the collection
 */
export async function copyChanges(
  entry: CollectionEntry,
  before: readonly Part[],
  after: string | null,
  folder: string,
  root: string,
): Promise<Copied> {
  const part: Known = before.find(({ upTo }) => upTo === null || after === null || isAfter(upTo, after)) ?? WHOLE;
  const found = await rawDocuments(entry.name, { after, upTo: part.upTo }, PAGE, ['revision']);
  const upTo = found.length < PAGE ? part.upTo : found.at(-1)!._id;
  const lines = indexLines(found);
  if (isPart(part) && after === part.after && upTo === part.upTo && sumOf(lines) === part.sum) {
    entry.index.push(part);
    entry.documents += part.file.lines;
    return { next: upTo, root };
  }

  const known = await revisionsIn(part, after, upTo, root);
  const changed = found.filter(({ _id, revision = null }) => known.get(_id) !== revision).map(({ _id }) => _id);
  const fresh = await wholeDocuments(entry.name, changed);
  const freshById = new Map(fresh.map((document) => [document._id, document]));
  // What has been changed again meanwhile is noted as it was fetched; what is gone by now is gone.
  const current = found
    .map((one) => freshById.get(one._id) ?? one)
    .filter(({ _id }) => !changed.includes(_id) || freshById.has(_id));
  const present = new Set(current.map(({ _id }) => _id));
  const gone = [...known.keys()].filter((id) => !present.has(id));
  if (fresh.length + gone.length > 0) {
    const all = [...fresh.map((put) => lineOf({ put })), ...gone.map((del) => lineOf({ del }))];
    entry.files.push((await writeLines(all, fileName(entry, folder, 'data'))).entry);
  }
  entry.puts += fresh.length;
  entry.deletions += gone.length;
  await writeIndex(entry, { after, upTo }, indexLines(current), folder);
  return { next: upTo, root };
}

/** A part of the previous index; without a file where there was none. */
type Known = Pick<Part, 'after' | 'upTo'> & Partial<Part>;

function isPart(known: Known): known is Part {
  return known.file !== undefined;
}

/** A collection that the previous backup knows nothing of. */
const WHOLE: Known = { after: null, upTo: null };

async function writeIndex(
  entry: CollectionEntry,
  range: Pick<Part, 'after' | 'upTo'>,
  lines: readonly string[],
  folder: string,
): Promise<void> {
  const { entry: file } = await writeLines(lines, fileName(entry, folder, 'index'));
  entry.index.push({ ...range, sum: sumOf(lines), file });
  entry.documents += lines.length;
}

/** Each page has its number in its name, so that a page that is written twice is the same file. */
function fileName({ name, index }: CollectionEntry, folder: string, kind: 'data' | 'index'): string {
  return `${folder}/${name}-${String(index.length + 1).padStart(6, '0')}.${kind}`;
}

function indexLines(documents: readonly RawDocument[]): string[] {
  return documents.map(({ _id, revision = null }) => {
    if (typeof _id !== 'string') throw new BackupProblem(`an id is not a text: ${JSON.stringify(_id)}`);
    return JSON.stringify([_id, revision]);
  });
}

const sumOf = (lines: readonly string[]) => sha256(lines.join('\n'));

/** What the previous backup knew of the ids in a range that lies within one of its parts. */
async function revisionsIn(part: Known, after: string | null, upTo: string | null, root: string) {
  const lines = part.file ? await readLines(root, part.file) : [];
  const entries = lines.map((line) => JSON.parse(line) as [id: string, revision: unknown]);
  const inside = ([id]: [string, unknown]) =>
    (after === null || isAfter(id, after)) && (upTo === null || !isAfter(id, upTo));
  return new Map(entries.filter(inside));
}

/** The database orders texts by their bytes. */
function isAfter(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0;
}

/** A page of whole documents; a shorter one where they are too large for an answer. */
async function wholePage(name: string, after: string | null): Promise<{ page: RawDocument[]; complete: boolean }> {
  for (let limit = PAGE; ; limit = Math.ceil(limit / 4)) {
    try {
      const page = await rawDocuments(name, { after, upTo: null }, limit);
      return { page, complete: page.length < limit };
    } catch (error) {
      if (!isTooLarge(error) || limit === 1) throw error;
    }
  }
}

async function wholeDocuments(name: string, ids: readonly string[], atOnce = CHANGED_AT_ONCE): Promise<RawDocument[]> {
  const documents: RawDocument[] = [];
  for (let next = 0; next < ids.length; next += atOnce) {
    const some = ids.slice(next, next + atOnce);
    try {
      documents.push(...(await rawDocumentsOf(name, some)));
    } catch (error) {
      if (!isTooLarge(error) || some.length === 1) throw error;
      documents.push(...(await wholeDocuments(name, some, Math.ceil(some.length / 4))));
    }
  }
  return documents;
}
