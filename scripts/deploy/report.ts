import { isDone, type Plan, type PlanItem } from './plan.js';
import type { SitePlan } from './site.js';

const SIGNS = { create: '+', change: '~', unchanged: ' ', extra: '?' } as const;

/** A plan for a person to read. What is unchanged is counted, not listed. */
export function planText(plan: Plan): string {
  const { items, site, missing, packedModules, obstacles, notes } = plan;
  const shown = items.filter(({ change }) => change !== 'unchanged');
  const lines = [
    `${plan.app} → environment ${plan.env}`,
    ...(packedModules.length > 0 ? [`packed by module: ${packedModules.join(', ')}`] : []),
    ...shown.flatMap(itemLines),
    ...counts(items),
    ...(site ? [siteLine(site)] : []),
    ...missing.map((name) => `! ${name} is not set`),
    ...obstacles.map((obstacle) => `! ${obstacle}`),
    ...notes.map((note) => `i ${note}`),
  ];
  if (isDone(plan) && missing.length + obstacles.length === 0) lines.push('nothing to do');
  return lines.join('\n');
}

function itemLines({ kind, name, change, details }: PlanItem): string[] {
  const note = change === 'extra' ? ' (not wanted; stays until somebody removes it)' : '';
  return [`${SIGNS[change]} ${kind} ${name}${note}`, ...details.map((detail) => `    ${detail}`)];
}

function counts(items: readonly PlanItem[]): string[] {
  const kinds = ['collection', 'function', 'server', 'route'] as const;
  const present = kinds.filter((kind) => kind !== 'server' || items.some((one) => one.kind === kind));
  return present.map((kind) => {
    const of = (change: PlanItem['change']) => items.filter((one) => one.kind === kind && one.change === change).length;
    return `${kind}s: ${of('create')} to create, ${of('change')} to change, ${of('unchanged')} unchanged, ${of('extra')} not wanted`;
  });
}

function siteLine({ address, upload, unchanged, older }: SitePlan): string {
  const where = address ?? 'static hosting is off and is turned on';
  return `site files: ${upload.length} to upload, ${unchanged} unchanged, ${older} of other releases stay (${where})`;
}
