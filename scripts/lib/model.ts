import { modelNames } from './cloudbaserc.js';

/** The language models that a developer's environment names, for the functions that ask them; none unless set. */
export function modelVariables(): Record<string, string> {
  return Object.fromEntries(modelNames.map((name) => [name, process.env[name] ?? '']));
}
