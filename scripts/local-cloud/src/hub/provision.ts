import type { DatabaseService } from '../database/index.js';
import { HttpError } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';

interface IndexRequest {
  name: string;
  keys: [field: string, direction: 1 | -1][];
  unique?: boolean;
}

interface CollectionRequest {
  name: string;
  indexes?: IndexRequest[];
}

/**
 * Makes the collections and indexes of `{env, collections: [{name, indexes}]}` that are not there yet, as a deploy does on
 * the platform. Safe to repeat; takes nothing away.
 */
export async function provision(kernel: Kernel, database: DatabaseService, body: Record<string, unknown>) {
  const { env, collections } = body as { env: unknown; collections: CollectionRequest[] };
  if (typeof env !== 'string' || !kernel.hasEnvironment(env)) {
    throw new HttpError(404, 'INVALID_ENV', `env: no environment ${String(env)}`);
  }
  if (!Array.isArray(collections)) throw new HttpError(400, 'INVALID_PARAM', 'collections: must be a list');

  const wrong = collections.findIndex((entry) => !isCollection(entry));
  if (wrong >= 0) {
    const form = '{name, indexes?: [{name, keys: [[field, 1 or -1]], unique?}]}';
    throw new HttpError(400, 'INVALID_PARAM', `collections[${wrong}]: must be ${form}`);
  }

  const engine = database.forEnvironment(env);
  const made: string[] = [];
  for (const { name, indexes = [] } of collections) {
    if (!engine.hasCollection(name)) {
      await engine.createCollection(name);
      made.push(name);
    }
    const existing = new Set(engine.listIndexes(name).map((index) => index.name));
    for (const index of indexes) {
      if (existing.has(index.name)) continue;
      await engine.createIndex(name, {
        name: index.name,
        unique: index.unique ?? false,
        fields: index.keys.map(([field, direction]) => ({ field, direction })),
      });
      made.push(`${name}.${index.name}`);
    }
  }
  return { env, made };
}

function isCollection(entry: unknown): entry is CollectionRequest {
  const { name, indexes = [] } = (entry ?? {}) as Partial<CollectionRequest>;
  return typeof name === 'string' && name !== '' && Array.isArray(indexes) && indexes.every(isIndex);
}

function isIndex(entry: unknown): entry is IndexRequest {
  const { name, keys } = (entry ?? {}) as Partial<IndexRequest>;
  const isKey = (key: unknown) => Array.isArray(key) && typeof key[0] === 'string' && (key[1] === 1 || key[1] === -1);
  return typeof name === 'string' && Array.isArray(keys) && keys.length > 0 && keys.every(isKey);
}
