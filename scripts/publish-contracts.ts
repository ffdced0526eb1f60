import { parseArgs } from 'node:util';
import { readFunctions } from './lib/actions.js';
import { contractChanges } from './lib/contracts/breaking.js';
import { describeActions } from './lib/contracts/describe.js';
import { promisesOf } from './lib/contracts/published.js';
import { breakingReport } from './lib/contracts/report.js';
import { retire } from './lib/contracts/retire.js';
import { readSnapshot, snapshotFile, writeSnapshot } from './lib/contracts/snapshot.js';

/** Notes that clients may be built against the contracts as they are; `--retire <action>` takes a deprecated one off. */
const { values } = parseArgs({ options: { retire: { type: 'string', multiple: true, default: [] } } });
const contracts = promisesOf(await describeActions(await readFunctions()));
const { contracts: published, problems } = retire(readSnapshot(), values.retire, contracts);
const { breaking, additions } = contractChanges(published, contracts);
const refusals = [...problems, ...breakingReport(breaking)];

if (refusals.length > 0) {
  for (const line of refusals) console.error(line);
  process.exitCode = 1;
} else {
  writeSnapshot(contracts);
  console.log(
    `${snapshotFile}: ${[...values.retire.map((name) => `${name} is retired`), ...additions].join(', ') || 'as it was'}`,
  );
}
