import { holdings, pageOfHolding, shownHolding } from '../../core/privacy/holdings.js';
import type { TaskWork } from '../../core/tasks/serve-task.js';
import { type TaskFiles, taskFiles } from '../../core/tasks/task-files.js';

interface Checkpoint {
  /** Place of the collection that comes next, and the last id that was read of it. */
  next: number;
  after: string;
  /** Files with what was read so far, in order. */
  parts: string[];
  documents: number;
}

/** Documents of one step. */
const STEP = 200;
/** More than any user has; above it the file would not fit into the function's memory. */
const MOST_PARTS = 200;

/** Writes what each collection keeps of the task's owner into one file of JSON, a piece at a time. */
export const accountExportWork: TaskWork<Record<string, never>, Checkpoint> = {
  async step(_input, checkpoint, { id, owner }) {
    const { next, after, parts, documents } = checkpoint ?? { next: 0, after: '', parts: [], documents: 0 };
    const all = holdings();
    const holding = all[next];
    if (!holding) return { ...(await join(filesOf(id), parts, documents)), done: documents, message: '导出完成' };

    if (parts.length === MOST_PARTS) throw new Error(`more than ${MOST_PARTS * STEP} documents of one user`);
    const found = await pageOfHolding(holding, owner, after, STEP);
    const lines = found.map((document) => JSON.stringify(shownHolding(holding, document)));
    const written = lines.length === 0 ? parts : await filesOf(id).append(parts, part(holding.collection, lines));
    const done = documents + found.length;
    const more = found.length === STEP;
    return {
      checkpoint: {
        next: more ? next : next + 1,
        after: more ? found.at(-1)!._id : '',
        parts: written,
        documents: done,
      },
      done,
      message: `已整理 ${next + 1} / ${all.length} 类`,
    };
  },
  clear: (_input, checkpoint, { id }) => filesOf(id).clear(checkpoint?.parts ?? []),
};

const filesOf = (id: string) => taskFiles(id, 'my-data.json');

function part(collection: string, lines: readonly string[]): Buffer {
  return Buffer.from(`{"collection":${JSON.stringify(collection)},"documents":[\n${lines.join(',\n')}\n]}`);
}

async function join(files: TaskFiles, parts: readonly string[], documents: number) {
  const text = (await files.readAll(parts)).map((one) => one.toString('utf8')).join(',\n');
  const file = await files.finish(Buffer.from(`[\n${text}\n]\n`));
  return { file, result: { documents } };
}
