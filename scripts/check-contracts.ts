import { readFunctions } from './lib/actions.js';
import { contractChanges } from './lib/contracts/breaking.js';
import { describeActions } from './lib/contracts/describe.js';
import { promisesOf } from './lib/contracts/published.js';
import { breakingReport } from './lib/contracts/report.js';
import { readSnapshot } from './lib/contracts/snapshot.js';

/** Refuses a change that breaks a client in the field; tells what is new and not published. */
const contracts = promisesOf(await describeActions(await readFunctions()));
const { breaking, additions } = contractChanges(readSnapshot(), contracts);

for (const line of breakingReport(breaking)) console.error(line);
if (additions.length > 0) console.log(`to publish with npm run publish:contracts: ${additions.join(', ')}`);
process.exitCode = breaking.length > 0 ? 1 : 0;
