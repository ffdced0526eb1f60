import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from '../deploy/connection.js';
import { patiently } from './patience.js';

/** Where the files of backups are. */
export interface Source {
  /** The content of a file, or undefined when there is none. */
  read(file: string): Promise<Buffer | undefined>;
}

interface Link {
  code: string;
  tempFileURL: string;
}

/** A link is used at once. */
const LINK_SECONDS = 600;

/** The storage of an environment. Its files have ids that begin with the environment's bucket, which the platform names. */
export async function storageSource({ sdk }: Pick<Connection, 'sdk'>): Promise<Source> {
  const probe = 'backup/probe';
  const { data } = (await patiently(() => sdk.getUploadMetadata({ cloudPath: probe }))) as { data: { fileId: string } };
  const root = data.fileId.slice(0, -probe.length);
  return {
    async read(file) {
      const fileList = [{ fileID: root + file, maxAge: LINK_SECONDS }];
      const answer = (await patiently(() => sdk.getTempFileURL({ fileList }))) as unknown as { fileList: Link[] };
      const [link] = answer.fileList;
      if (link?.code === 'STORAGE_FILE_NONEXIST') return undefined;
      if (link?.code !== 'SUCCESS') throw new Error(`${file}: ${link?.code}`);
      const response = await patiently(() => fetch(encodeURI(link.tempFileURL)));
      if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
      return Buffer.from(await response.arrayBuffer());
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
