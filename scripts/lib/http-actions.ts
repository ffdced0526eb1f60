import type { App } from '../../shared/apps/app.js';
import { isPartOf } from '../../shared/apps/apps.js';
import type { Contract } from '../../shared/contracts/contract.js';
import { type CloudFunction, isAction } from './actions.js';

/** Verbs that change nothing: repeating such a call does no harm. Whatever is not among them is taken for a change. */
const READS = new Set(
  'get list preview mine search lookup places chart luck inspect check sales history members verify runs anomalies'.split(
    ' ',
  ),
);

/**
 * `shared/modules/account/http-actions.generated.ts`: what H5 and PC may call in each app, and what a request, or its
 * repetition, does. What is for timers and for other functions is not among them.
 */
export function httpActionsFile(apps: readonly App[], functions: readonly CloudFunction[]): string {
  const all = Object.fromEntries(apps.map((app) => [app.name, actionsOf(app, functions)]));
  return [
    '// Generated from the contracts by `npm run generate`. Not to be edited.',
    `import type { Effect } from './signed-member.js';`,
    '',
    `export const httpActionsOf: Readonly<Record<string, Readonly<Record<string, Effect>>>> = ${JSON.stringify(all, null, 2)};`,
    '',
  ].join('\n');
}

function actionsOf(app: App, functions: readonly CloudFunction[]) {
  const open = functions.flatMap(({ name, action, declared }) => {
    if (!isPartOf(app, name) || !isAction(declared)) return [];
    if (declared.access === 'timer' || declared.access === 'internal') return [];
    return [[name, effectOf(action, declared)] as const];
  });
  return Object.fromEntries(open);
}

function effectOf(action: string, { idempotent }: Contract) {
  if (READS.has(action)) return 'read';
  return idempotent ? 'repeatable' : 'once';
}
