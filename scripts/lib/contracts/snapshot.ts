import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.js';
import type { PublishedContracts } from './published.js';

/** Committed: what clients in the field were built against. */
export const snapshotFile = 'docs/contracts.published.json';

const file = path.join(root, snapshotFile);

export function readSnapshot(): PublishedContracts {
  if (!existsSync(file)) return { actions: {}, schemas: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as PublishedContracts;
}

export function writeSnapshot(contracts: PublishedContracts): void {
  writeFileSync(file, `${JSON.stringify(contracts, null, 2)}\n`);
}
