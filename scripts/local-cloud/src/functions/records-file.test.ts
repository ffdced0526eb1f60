import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createRecordBook, type InvocationRecord } from './records.js';
import { keepRecords } from './records-file.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'records-'));
afterAll(() => rmSync(folder, { recursive: true }));
const silent = () => {};

const record = (name: string, at: number) =>
  ({
    requestId: `${name}-${at}`,
    env: 'shop',
    name,
    startedAt: at,
    logs: Array(200).fill({ text: 'x' }),
  }) as never as InvocationRecord;

it('the newest invocations of each function outlive a restart, a busy one’s no less than a quiet one’s', () => {
  const first = createRecordBook(2000);
  const save = keepRecords(first, folder, silent);
  first.add(record('quiet', 1));
  for (let at = 2; at < 500; at++) first.add(record('busy', at));
  save();

  const second = createRecordBook(2000);
  keepRecords(second, folder, silent)();
  expect(second.recent({ name: 'quiet' }).map(({ requestId }) => requestId)).toEqual(['quiet-1']);
  expect(second.recent({ name: 'busy', limit: 500 }).map(({ startedAt }) => startedAt)).toEqual(
    Array.from({ length: 50 }, (_, back) => 499 - back),
  );
  expect(second.recent({ name: 'busy' })[0]!.logs).toHaveLength(100);
});

it('a history that cannot be read or written stops nothing', () => {
  for (const text of ['', '{', '{}', '[null, 5, {"requestId": 7}]']) {
    writeFileSync(path.join(folder, 'invocations.json'), text);
    const book = createRecordBook(10);
    keepRecords(book, folder, silent)();
    expect(book.recent({})).toEqual([]);
  }
  const said: string[] = [];
  const book = createRecordBook(10);
  const save = keepRecords(book, path.join(folder, 'missing'), (line) => said.push(line));
  book.add(record('a', 1));
  save();
  expect(said.join()).toMatch(/could not be saved/);
});
