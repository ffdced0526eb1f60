import { buildAll } from './lib/build-all.js';

/** Builds everything; fails when a function is above its budget. */
await buildAll();
