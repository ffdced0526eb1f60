import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from './plan.js';

/** Writes the files of a plan. @returns their paths */
export function writePlan(root: string, { files }: Plan): string[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text, { flag: 'wx' });
  }
  return Object.keys(files);
}
