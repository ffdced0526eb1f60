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
