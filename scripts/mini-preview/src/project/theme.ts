import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJsonObject } from './json.js';
import { lineOf, type Problem } from './problem.js';

export type ThemeVariables = Record<'light' | 'dark', Record<string, string>>;

/**
 * Reads the `theme.json` that an `app.json` names. Every `@name` in app.json must be in both of its halves.
 */
export function readTheme(
  appFile: string,
  json: Record<string, unknown>,
  problems: Problem[],
): ThemeVariables | undefined {
  if (typeof json.themeLocation !== 'string') return undefined;
  const file = join(dirname(appFile), json.themeLocation);
  const theme = readJsonObject(file) as Partial<ThemeVariables>;
  const text = readFileSync(appFile, 'utf8');
  for (const [, name = ''] of text.matchAll(/"@([\w-]+)"/g)) {
    for (const half of ['light', 'dark'] as const) {
      if (theme[half]?.[name] !== undefined) continue;
      const line = lineOf(text, `"@${name}"`);
      problems.push({
        file: appFile,
        ...(line && { line }),
        message: `@${name} is not in the ${half} half of ${json.themeLocation}`,
      });
    }
  }
  return { light: theme.light ?? {}, dark: theme.dark ?? {} };
}
