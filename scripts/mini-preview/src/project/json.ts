import { readFileSync } from 'node:fs';
import { BuildError, lineAt } from './problem.js';

/**
 * Reads a JSON object.
 * @throws BuildError with the line of the mistake
 */
export function readJsonObject(file: string): Record<string, unknown> {
  const text = readFileSync(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BuildError([{ file, line: lineOfMistake(text, (error as Error).message), message: 'is not valid JSON' }]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BuildError([{ file, line: 1, message: 'must hold a JSON object' }]);
  }
  return value as Record<string, unknown>;
}

function lineOfMistake(text: string, message: string): number {
  const line = /line (\d+)/.exec(message);
  if (line) return Number(line[1]);
  const position = /position (\d+)/.exec(message);
  return position ? lineAt(text, Number(position[1])) : lineAt(text, text.length);
}
