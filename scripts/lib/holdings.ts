import type { App } from '../../shared/apps/app.js';

/**
 * `shared/core/privacy/holdings.generated.ts`: what each app's collections keep of a user, so that export and deletion know of all
 * of them without carrying their code. What is `with-account` comes last.
 */
export function holdingsFile(apps: readonly App[]): string {
  const all = Object.fromEntries(apps.map((app) => [app.name, holdingsOf(app)]));
  return [
    '// Generated from the collections by `npm run generate`. Not to be edited.',
    `import type { Holding } from './holdings.js';`,
    '',
    `export const holdingsOf: Readonly<Record<string, readonly Holding[]>> = ${JSON.stringify(all, null, 2)};`,
    '',
  ].join('\n');
}

function holdingsOf({ collections }: App) {
  return collections.flatMap(({ name, personal, emits }) =>
    personal === undefined || personal === 'none'
      ? []
      : [{ collection: name, ...personal, ...(emits && { emits: true }) }],
  );
}
