import type { Instant } from '../../contracts/terms.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection, transient } from '../../core/store/declare.js';

interface Probe {
  _id: 'database';
  at: Instant;
}

/** One document that health checks write and read. */
export const healthProbeCollection = transient(declareCollection('healthProbes', [], 'none'));
export const healthProbes = collection<Probe>(healthProbeCollection.name);
