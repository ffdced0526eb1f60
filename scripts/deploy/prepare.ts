import type { App } from '../../shared/apps/app.js';
import { isPartOf } from '../../shared/apps/apps.js';
import { isStream, readFunctions } from '../lib/actions.js';
import { RUNTIME } from '../lib/cloudbaserc.js';
import { type Actual, readActual } from './actual.js';
import { buildUnits } from './build.js';
import { compilerAt } from './compiler.js';
import type { Connection } from './connection.js';
import { readHosting } from './hosting.js';
import { DEFAULT_FUNCTION_LIMIT, pack } from './pack.js';
import { type Plan, planOf } from './plan.js';
import { reviewNotes } from './review.js';
import { buildSite, type SiteFile, siteNotes, sitePlanOf } from './site.js';
import { type Wanted, wantedOf } from './wanted.js';

/** What shapes the code that is deployed. */
export interface BuildOptions {
  functionLimit?: number;
  /** A Node of the functions' runtime, which compiles them beforehand. */
  node?: string;
  /** The address of http-api: the H5 site, which calls it, is built and uploaded as well. */
  h5?: string;
}

/** What the code of `app` wants, built and ready, with the plan for an environment. Changes nothing there. */
export async function prepare(
  app: App,
  connection: Connection,
  variables: NodeJS.ProcessEnv,
  { functionLimit = DEFAULT_FUNCTION_LIMIT, node, h5 }: BuildOptions = {},
): Promise<{ wanted: Wanted; actual: Actual; plan: Plan; site?: SiteFile[] }> {
  const own = (await readFunctions()).filter(({ name }) => isPartOf(app, name));
  const servers = own.filter(({ declared }) => isStream(declared));
  const units = pack(
    own.filter((one) => !servers.includes(one)),
    functionLimit - servers.length,
  );
  units.push(...servers.map((server) => ({ name: server.name, members: [server], packed: false })));
  const compiler = node === undefined ? undefined : compilerAt(node, RUNTIME);
  const built = await buildUnits(connection.env, units, compiler);
  const wanted = wantedOf(app, built, variables);
  const actual = await readActual(connection, wanted);
  const plan = planOf(connection.env, wanted, actual, functionLimit);
  const notes = [...plan.notes, ...reviewNotes(app)];
  if (h5 === undefined) return { wanted, actual, plan: { ...plan, notes } };
  const site = await buildSite(app.name, connection.env, h5, wanted.packedModules);
  const sitePlan = sitePlanOf(site, await readHosting(connection));
  return {
    wanted,
    actual,
    site,
    plan: { ...plan, site: sitePlan, notes: [...notes, ...siteNotes(sitePlan, variables)] },
  };
}
