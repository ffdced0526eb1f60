import prices from '../../shared/modules/cost/prices.json' with { type: 'json' };
import type { Estimate, Scale } from './estimate.js';
import type { Journeys } from './journey.js';
import { ASSUMPTIONS } from './measure.js';

/** The estimate as a table for the terminal, with the arithmetic, what was assumed, and how sure the prices are. */
export function reportOf(app: string, scale: Scale, made: Estimate, { budget }: Journeys): string {
  const rows = made.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ title, quantity, unit, points, confidence }) => [
      title,
      `${amount(quantity)} ${unit}`,
      amount(points),
      (points / 1000).toFixed(2),
      confidence,
    ]);
  const within = made.yuan <= budget.yuan ? 'within' : `${(made.yuan - budget.yuan).toFixed(2)} yuan above`;
  return [
    `${app}: ${scale.dau} users and ${scale.orders} orders a day, a month of 30 days`,
    '',
    ...table([['item', 'a month', 'points', 'yuan', 'price known from'], ...rows]),
    '',
    `${amount(made.points)} points, ${made.yuan.toFixed(2)} yuan as it is used; cheapest plan: ${made.plan.name}, ${made.plan.yuan.toFixed(2)} yuan`,
    `${within} the budget of ${budget.yuan} yuan (${budget.source})`,
    '',
    `prices of ${prices.asOf}, ${prices.uncertainty}`,
    `assumed: ${Object.entries(ASSUMPTIONS)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  ].join('\n');
}

function table(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Chinese characters take two columns. */
const width = (text: string) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
const amount = (value: number) => (value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en-US'));
