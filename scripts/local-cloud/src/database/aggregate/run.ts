import { answerMeter } from '../answer-size.js';
import { encodeText } from '../codec/encode.js';
import type { Catalog } from '../store/catalog.js';
import type { Document } from '../values/types.js';
import { compilePipeline } from './pipeline.js';
import { StoreSource } from './store-source.js';

/** Runs a pipeline on the committed state. @returns EJSON texts, which can go from thread to thread and to the SDK */
export function runAggregation(catalog: Catalog, collection: string, pipeline: Document[], now: number): string[] {
  catalog.get(collection);
  const source = new StoreSource(catalog);
  const run = compilePipeline(pipeline, { source, collection, now, variables: {} });
  const texts: string[] = [];
  const metered = answerMeter();
  for (const document of run()) texts.push(metered(encodeText(document)));
  return texts;
}
