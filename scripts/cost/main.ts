import { parseArgs } from 'node:util';
import { apps } from '../../shared/apps/apps.js';
import { buildAll } from '../lib/build-all.js';
import { estimate } from './estimate.js';
import type { Journeys } from './journey.js';
import { bazi } from './journeys/bazi.js';
import { ruizhu } from './journeys/ruizhu.js';
import { measure } from './measure.js';
import { reportOf } from './report.js';

const journeysOf: Record<string, Journeys> = { ruizhu, bazi };

const USAGE = 'npm run cost -- <app> [--dau <users a day>] [--orders <orders a day>] [--json]';

/** Prints what a month of an app would cost at a scale; ends with 1 when that is above the budget of its plan. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dau: { type: 'string' },
    orders: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const app = apps.find(({ name }) => name === positionals[0]);
const journeys = journeysOf[positionals[0] ?? ''];
if (!app || !journeys)
  refuse(`there is no app "${positionals[0] ?? ''}"; there are: ${Object.keys(journeysOf).join(', ')}`);
const scale = {
  dau: count('dau', journeys.scale.dau),
  orders: count('orders', values.dau === undefined ? journeys.scale.orders : 0),
};
if (scale.orders > 0 && !journeys.order) refuse(`${app.name} sells nothing yet: leave --orders out`);

await buildAll();
const profile = await measure(app, journeys);
const made = estimate(profile, scale);
console.log(
  values.json
    ? JSON.stringify({ app: app.name, scale, profile, ...made }, null, 2)
    : reportOf(app.name, scale, made, journeys),
);
process.exitCode = made.yuan > journeys.budget.yuan ? 1 : 0;

function count(name: 'dau' | 'orders', unless: number): number {
  const text = values[name];
  const value = text === undefined ? unless : Number(text);
  if (!Number.isInteger(value) || value < 0) refuse(`--${name} must be a whole number, not ${text}`);
  return value;
}

function refuse(problem: string): never {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
}
