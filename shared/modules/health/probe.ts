import type { Instant } from '../../contracts/terms.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

interface Probe {
  _id: 'database';
  at: Instant;
}

/** One document that health checks write and read. */
export const healthProbeCollection = declareCollection('healthProbes');
export const healthProbes = collection<Probe>(healthProbeCollection.name);
