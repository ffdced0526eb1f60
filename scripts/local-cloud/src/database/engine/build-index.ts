import type { Catalog } from '../store/catalog.js';
import type { IndexDefinition, IndexRequest } from '../store/index-definition.js';
import type { WriteQueue } from './write-queue.js';

/**
 * Builds an index in slices, between which reads and writes go on; writes keep it in step from the first slice on, and
 * queries use it after the last. A small collection has its index within the first.
 * @param onBegin called in the turn in which it begins
 * @throws CloudError E11000 as soon as two documents have one key of a unique index; nothing is left of it then
 */
export async function buildIndex(
  catalog: Catalog,
  queue: WriteQueue,
  collection: string,
  request: IndexRequest,
  onBegin: () => void,
): Promise<IndexDefinition> {
  const { build, filled } = await queue.add(() => {
    onBegin();
    const begun = catalog.beginIndex(collection, request);
    return { build: begun, filled: catalog.fillIndex(collection, begun, undefined) };
  });
  let last = filled;
  while (last !== undefined) {
    const after = last;
    last = await queue.add(() => catalog.fillIndex(collection, build, after));
  }
  return build.definition;
}
