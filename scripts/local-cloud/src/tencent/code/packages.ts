import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzip } from './unzip.js';

/** Code as it was uploaded. */
export interface CodePackage {
  id: string;
  /** Bytes of the package. */
  size: number;
  sha256: string;
}

/** The code packages of one function: `<id>.zip` as uploaded, and beside it the folder `<id>` with what was in it. */
export interface CodePackages {
  /** @throws TencentError for a package that cannot be used; nothing is left of it */
  add(zip: Buffer): Promise<CodePackage>;
  folderOf(code: CodePackage): string;
  zipOf(code: CodePackage): string;
  /** Removes all others. */
  keep(codes: readonly CodePackage[]): void;
}

export function openCodePackages(root: string): CodePackages {
  const folderOf = ({ id }: CodePackage) => path.join(root, id);
  const zipOf = ({ id }: CodePackage) => path.join(root, `${id}.zip`);
  return {
    folderOf,
    zipOf,
    async add(zip) {
      const sha256 = createHash('sha256').update(zip).digest('hex');
      // Every upload has a folder of its own: instances of the last version may still read theirs.
      const code = { id: `${sha256.slice(0, 12)}-${randomBytes(4).toString('hex')}`, size: zip.length, sha256 };
      const draft = path.join(root, `.${code.id}`);
      try {
        await mkdir(root, { recursive: true });
        await unzip(zip, draft);
        await writeFile(zipOf(code), zip);
        await rename(draft, folderOf(code));
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        throw error;
      }
      return code;
    },
    keep(codes) {
      if (!existsSync(root)) return;
      const kept = new Set(codes.flatMap(({ id }) => [id, `${id}.zip`]));
      for (const name of readdirSync(root)) {
        if (!kept.has(name)) rmSync(path.join(root, name), { recursive: true, force: true });
      }
    },
  };
}
