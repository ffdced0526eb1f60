import type { ContractChanges } from './breaking.js';

/** What broke, where, and what to do about it. */
export function breakingReport(breaking: ContractChanges['breaking']): string[] {
  const actions = [...new Set(breaking.map(({ action }) => action))];
  return actions.flatMap((action) => {
    const problems = breaking.filter((one) => one.action === action).map(({ problem }) => `  ${problem}`);
    return [`${action} breaks clients that are in the field:`, ...problems, `  → ${remedy(action)}`];
  });
}

function remedy(action: string): string {
  const [module, ...rest] = action.split('-');
  const version = /^(.*)-v(\d+)$/.exec(rest.join('-'));
  const next = version ? `${version[1]}-v${Number(version[2]) + 1}` : `${rest.join('-')}-v2`;
  return (
    `undo it, or leave ${action} as it was and make a new version beside it: npm run new -- ${module}/${next}, ` +
    `with deprecated: { since, use: '${module}-${next}' } on ${action}`
  );
}
