import { writeSync } from 'node:fs';
import { createClock } from '../../kernel/clock.js';
import { createDatabaseService } from '../index.js';

/**
 * The process that the crash test kills: inserts and transfers as fast as it can, and says on stdout what it has been
 * told is done. Arguments: data folder, number of the round.
 */
const [dataDir, round] = process.argv.slice(2) as [string, string];
export const accounts = 20;

const kernel = {
  clock: createClock(),
  dataDir,
  baseUrl: () => '',
  hasEnvironment: () => true,
  environments: () => ['crash'],
  log: () => {},
};
const database = createDatabaseService(kernel).forEnvironment('crash');

if (!database.hasCollection('inserts')) {
  await database.createCollection('inserts');
  await database.createIndex('inserts', {
    fields: [
      { field: 'tags', direction: 1 },
      { field: 'n', direction: -1 },
    ],
  });
  await database.createCollection('accounts');
  await database.createIndex('accounts', { fields: [{ field: 'balance', direction: 1 }] });
  await database.insert(
    'accounts',
    Array.from({ length: accounts }, (_, at) => ({ _id: at, balance: 1000 })),
  );
}
writeSync(1, 'ready\n');

async function insertForever(worker: number): Promise<never> {
  for (let n = 0; ; n++) {
    const _id = `${round}-${worker}-${n}`;
    await database.insert('inserts', [{ _id, n, tags: [`w${worker}`, `r${n % 10}`] }]);
    writeSync(1, `${_id}\n`);
  }
}

async function transferForever(worker: number): Promise<never> {
  for (let turn = worker; ; turn++) {
    const [from, to] = [turn % accounts, (turn * 7 + 3) % accounts];
    if (from === to) continue;
    const transaction = database.begin();
    try {
      await database.update('accounts', { filter: { _id: from }, change: { $inc: { balance: -1 } } }, { transaction });
      await database.update('accounts', { filter: { _id: to }, change: { $inc: { balance: 1 } } }, { transaction });
      await database.commit(transaction);
    } catch {
      database.abort(transaction);
    }
  }
}

for (let worker = 0; worker < 20; worker++) void insertForever(worker);
for (let worker = 0; worker < 10; worker++) void transferForever(worker);
