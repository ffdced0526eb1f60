import { readFunctions } from './lib/actions.js';
import { bundleFunctions, reportSizes } from './lib/bundle.js';

/** Bundles the cloud functions, as `tcb fn deploy` takes them; fails when one is above its budget. */
const over = reportSizes(await bundleFunctions(await readFunctions()));
process.exitCode = over.length > 0 ? 1 : 0;
