import type { App } from '../../shared/apps/app.js';
import { isPartOf } from '../../shared/apps/apps.js';
import type { Contract } from '../../shared/contracts/contract.js';
import { nextOccurrence, parseCron } from '../local-cloud/src/timers/index.js';
import { type CloudFunction, isAction } from './actions.js';

/** Firings of a timer that are looked at to find the longest time between two: a day of minutes, some years of months. */
const FIRINGS = 1500;
const FROM = Date.UTC(2026, 0, 1);

/**
 * `shared/core/events/routes.generated.ts`: for each app who listens to which event, whose documents have an outbox, which
 * jobs there are, and what a backup holds. So that an event is on its way without a look-up.
 * @throws Error for a subscriber that anybody could call, or an event that nothing emits
 */
export function routesFile(apps: readonly App[], functions: readonly CloudFunction[]): string {
  const routes = Object.fromEntries(apps.map((app) => [app.name, routesOf(app, functions)]));
  return [
    '// Generated from the contracts by `npm run generate`. Not to be edited.',
    `import type { Routes } from './routes.js';`,
    '',
    `export const routesOf: Readonly<Record<string, Routes>> = ${JSON.stringify(routes, null, 2)};`,
    '',
  ].join('\n');
}

function routesOf(app: App, functions: readonly CloudFunction[]) {
  const contracts = functions
    .filter(({ name, declared }) => isPartOf(app, name) && isAction(declared))
    .map(({ declared }) => declared as Contract);
  const emitted = new Set(app.collections.flatMap(({ emits = [] }) => emits));

  const subscribers: Record<string, string[]> = {};
  for (const contract of contracts) {
    for (const { type } of contract.on ?? []) {
      if (contract.access !== 'internal')
        throw new Error(`${contract.name} listens to events: its access has to be internal`);
      if (!emitted.has(type))
        throw new Error(`${contract.name} listens to ${type}, which nothing in ${app.name} emits`);
      subscribers[type] = [...(subscribers[type] ?? []), contract.name];
    }
  }
  return {
    subscribers,
    // What nobody listens to is not kept, and need not be swept.
    collections: app.collections
      .filter(({ emits }) => emits?.some((type) => subscribers[type]))
      .map(({ name }) => name),
    backedUp: [...new Set(app.collections.filter(({ transient }) => !transient).map(({ name }) => name))].sort(),
    jobs: contracts.flatMap(({ name, title, timer }) =>
      timer ? [{ name, title, cron: timer.cron, longestGapMs: longestGap(timer.cron) }] : [],
    ),
  };
}

function longestGap(expression: string): number {
  const cron = parseCron(expression);
  let [last, longest] = [nextOccurrence(cron, FROM), 0];
  for (let firings = 1; firings < FIRINGS && last !== undefined; firings += 1) {
    const next = nextOccurrence(cron, last);
    longest = Math.max(longest, next === undefined ? 0 : next - last);
    last = next;
  }
  return longest;
}
