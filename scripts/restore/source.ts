import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from '../deploy/connection.js';

/** Where the files of backups are. */
export interface Source {
  /** The content of a file, or undefined when there is none. */
  read(file: string): Promise<Buffer | undefined>;
}

/** The storage of an environment. Its files have ids that begin with the environment's bucket, which the platform names. */
export async function storageSource({ sdk }: Pick<Connection, 'sdk'>): Promise<Source> {
  const probe = 'backup/probe';
  const { data } = (await sdk.getUploadMetadata({ cloudPath: probe })) as { data: { fileId: string } };
  const root = data.fileId.slice(0, -probe.length);
  return {
    async read(file) {
      try {
        const { fileContent } = await sdk.downloadFile({ fileID: root + file });
        return fileContent as Buffer | undefined;
      } catch (error) {
        if ((error as { code?: string }).code === 'STORAGE_FILE_NONEXIST') return undefined;
        throw error;
      }
    },
  };
}

/** A folder with copies of them. */
export function folderSource(folder: string): Source {
  return {
    async read(file) {
      try {
        return await readFile(path.join(folder, file));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}
