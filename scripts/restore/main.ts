import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../../shared/apps/app.js';
import { apps } from '../../shared/apps/apps.js';
import { type Manifest, manifestPath, ownFiles } from '../../shared/modules/backup/manifest.js';
import { connect } from '../deploy/connection.js';
import { root } from '../lib/paths.js';
import { readChain, readFileOf } from './chain.js';
import { type Options, readOptions } from './options.js';
import { checkConsistency, type Difference } from './repair.js';
import { checkEmpty, collectionsOf, restore } from './restore.js';
import { folderSource, type Source, storageSource } from './source.js';

/** `npm run restore`: see `USAGE`. Ends with 0, or with 1 when it could not. */
try {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile?.(path.join(root, '.env'));
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(options: Options): Promise<void> {
  const app = apps.find(({ name }) => name === options.app);
  if (!app) throw new Error(`no app "${options.app}"; there are: ${apps.map(({ name }) => name).join(', ')}`);
  if (options.mode === 'check') return check(app, options);
  if (!process.env.YUNSHU_KEYS) throw new Error('YUNSHU_KEYS must hold the keys that the backup was sealed with');
  const { folder, source: of, env, from } = options;
  if (!from) throw new Error('--from must name a backup');
  const source = folder === undefined ? await storageSource(connect(of, process.env)) : folderSource(folder);
  const chain = await readChain(source, from, options.until);
  const say = options.json ? () => {} : console.log;
  say(describe(chain));

  if (options.mode === 'save') return save(chain, source, options.save!, say);
  if (options.mode === 'plan') return plan(chain, app, options, say);
  const made = await restore(chain, source, app, connect(env, process.env), say);
  const { prepare, write, verify, repair } = made.seconds;
  say(
    `${made.documents} documents restored and compared: ${prepare} s to prepare, ${write} s to write, ${verify} s to compare, ${repair} s to repair`,
  );
  tellDifferences(made.differences, say);
  say(`${made.documentsPerSecond} documents a second`);
  if (options.json) console.log(JSON.stringify(made, null, 2));
}

/** Ends with 1 when there is something that is not put right. */
async function check(app: App, { env, repair, json }: Options): Promise<void> {
  const differences = await checkConsistency(connect(env, process.env), app, repair);
  if (json) console.log(JSON.stringify({ env, differences }, null, 2));
  else tellDifferences(differences, console.log);
  if (differences.some(({ repaired }) => !repaired)) process.exitCode = 1;
}

function tellDifferences(differences: readonly Difference[], say: (line: string) => void): void {
  for (const { collection, id, of, problem, repaired } of differences) {
    say(`${collection} ${id}: ${problem} of ${of}, ${repaired ? 'repaired' : 'NOT REPAIRED'}`);
  }
  const left = differences.filter(({ repaired }) => !repaired).length;
  say(`${differences.length} differences between documents, ${left} left`);
}

function describe(chain: readonly Manifest[]): string {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  const documents = last.collections.reduce((sum, one) => sum + one.documents, 0);
  const keys = [...new Set(chain.flatMap(({ keyIds }) => keyIds))].join(', ');
  return (
    `${first.backupId} of ${first.env}, with ${chain.length - 1} lots of changes: ${documents} documents as of ` +
    `${last.startedAt} (keys: ${keys}; made by ${last.bundle})`
  );
}

async function plan(chain: readonly Manifest[], app: App, { env, json }: Options, say: (line: string) => void) {
  const [from, upTo] = [chain[0]!.backupId, chain.at(-1)!.backupId];
  collectionsOf(chain, app);
  const collections = chain.at(-1)!.collections.map(({ name, documents }) => ({ name, documents }));
  for (const { name, documents } of collections) say(`${name}: ${documents} documents`);
  if (json) console.log(JSON.stringify({ env, from, upTo, collections }, null, 2));
  await checkEmpty(connect(env, process.env), app, from, upTo);
}

/** Each file is opened once on the way: a copy that cannot be read is none. */
async function save(chain: readonly Manifest[], source: Source, folder: string, say: (line: string) => void) {
  let files = 0;
  for (const manifest of chain) {
    const data = ownFiles(manifest).filter(({ path: file }) => file.endsWith('.data'));
    for (const entry of data) await readFileOf(source, entry);
    for (const file of [...data.map((entry) => entry.path), manifestPath(manifest.backupId)]) {
      const to = path.join(folder, file);
      await mkdir(path.dirname(to), { recursive: true });
      await writeFile(to, (await source.read(file))!);
      files += 1;
    }
  }
  say(`${files} files saved in ${folder}`);
}
