import { afterAll, beforeAll } from 'vitest';
import { createDatabaseService, type Database, type DatabaseService, type Document } from '../index.js';
import { testKernel } from '../testing/kernel.js';

/** An empty environment for the tests of one file; `collection()` makes a fresh collection. */
export function useDatabase() {
  const kernel = testKernel();
  let service: DatabaseService;
  let made = 0;
  beforeAll(() => {
    service = createDatabaseService(kernel);
  });
  afterAll(async () => {
    await service.close();
    kernel.remove();
  });
  const database = (): Database => service.forEnvironment('test');
  return {
    kernel,
    database,
    async collection(...documents: Document[]): Promise<string> {
      const name = `c${++made}`;
      await database().createCollection(name);
      if (documents.length > 0) await database().insert(name, documents);
      return name;
    },
  };
}

/** Documents `{_id: 0, a: value}`, `{_id: 1, …}` …; undefined leaves the field out. */
export function numbered(...values: (Document[string] | undefined)[]): Document[] {
  return values.map((a, _id): Document => (a === undefined ? { _id } : { _id, a }));
}
