import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import postcss, { type Root } from 'postcss';
import type { Problem } from '../project/problem.js';
import type { Source } from '../project/source.js';

/**
 * Parses a WXSS file with everything it imports put in place of the imports. A file is taken in once, so that a circle
 * of imports ends. Problems are added to `problems`; the rest of the sheet is still returned.
 */
export function loadStyleSheet(source: Source, file: string, problems: Problem[], seen = new Set<string>()): Root {
  seen.add(file);
  const root = parse(file, problems);
  root.walkAtRules('import', (rule) => {
    const reference = /^(?:url\(\s*)?['"]?([^'")]+)['"]?\s*\)?/.exec(rule.params)?.[1] ?? '';
    const target = reference.startsWith('/') ? join(source.root, reference) : join(dirname(file), reference);
    if (!existsSync(target)) {
      problems.push({ file, line: rule.source?.start?.line ?? 1, message: `@import "${reference}": no such file` });
      rule.remove();
    } else if (seen.has(target)) rule.remove();
    else rule.replaceWith(loadStyleSheet(source, target, problems, seen).nodes);
  });
  return root;
}

function parse(file: string, problems: Problem[]): Root {
  try {
    return postcss.parse(readFileSync(file, 'utf8'), { from: file });
  } catch (error) {
    const { line, reason } = error as { line?: number; reason?: string };
    problems.push({ file, ...(line && { line }), message: reason ?? String(error) });
    return postcss.root();
  }
}
