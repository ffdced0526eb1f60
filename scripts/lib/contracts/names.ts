import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { root } from '../paths.js';

/** What each schema that a file of contracts exports is called in documents. */
export type SchemaNames = z.core.$ZodRegistry<{ id: string }>;

/** Reads the names from the files of `shared/contracts/`; a name that two files use is preceded by its module's. */
export async function readSchemaNames(): Promise<SchemaNames> {
  const names = z.registry<{ id: string }>();
  const taken = new Set<string>();
  for (const file of contractFiles()) {
    const module = path.basename(path.dirname(file));
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (!(value instanceof z.ZodType) || names.has(value)) continue;
      const id = [capital(name), capital(module) + capital(name)].find((candidate) => !taken.has(candidate));
      if (!id) throw new Error(`${path.relative(root, file)}: ${name} is exported twice in module ${module}`);
      taken.add(id);
      names.add(value, { id });
    }
  }
  return names;
}

/** Shared terms first, so that they keep their plain names. */
function contractFiles(): string[] {
  const folder = path.join(root, 'shared/contracts');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort((a, b) => a.split(path.sep).length - b.split(path.sep).length || (a < b ? -1 : 1))
    .map((file) => path.join(folder, file));
}

function capital(word: string): string {
  return word.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
