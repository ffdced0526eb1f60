import type { Instant } from '../../contracts/terms.js';
import { cloudCall } from '../cloud-call.js';
import { after, now, SECOND } from '../time.js';
import { sdk } from './cloud.js';

/** How long a link to a file is good for, in seconds. A link is made when it is asked for and never kept. */
const LINK_SECONDS = 600;

/** Writes a file at `cloudPath`, over whatever is there. @returns its id */
export function putFile(cloudPath: string, content: Buffer): Promise<string> {
  return cloudCall('storage-call', cloudPath, async () => {
    const { fileID } = await sdk().uploadFile({ cloudPath, fileContent: content } as never);
    return fileID;
  });
}

export function readStoredFile(fileId: string): Promise<Buffer> {
  return cloudCall('storage-call', fileId, async () => {
    const { fileContent } = await sdk().downloadFile({ fileID: fileId });
    return fileContent;
  });
}

/** Removes files; those that are gone already count as removed. At most 50. */
export async function removeFiles(fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  await cloudCall('storage-call', 'deleteFile', async () => sdk().deleteFile({ fileList: [...fileIds] }));
}

/**
 * A link by which anybody can fetch a file for ten minutes.
 * @throws Error when there is no such file
 */
export async function linkTo(fileId: string): Promise<{ url: string; validUntil: Instant }> {
  const validUntil = after(now(), LINK_SECONDS * SECOND);
  const file = { fileID: fileId, maxAge: LINK_SECONDS };
  const answer = await cloudCall('storage-call', fileId, async () =>
    sdk().getTempFileURL({ fileList: [file] } as never),
  );
  const [link] = (answer as { fileList: { tempFileURL: string; errMsg: string }[] }).fileList;
  if (!link?.tempFileURL) throw new Error(`no link to ${fileId}: ${link?.errMsg}`);
  return { url: link.tempFileURL, validUntil };
}

const PATIENCE_MS = 5_000;

/** How many bytes a file has, without reading it; undefined when it is not there. Two round trips. */
export async function sizeOfStoredFile(fileId: string): Promise<number | undefined> {
  const link = await linkTo(fileId).catch(() => undefined);
  if (!link) return undefined;
  return cloudCall('storage-call', fileId, async () => {
    const options = { headers: { range: 'bytes=0-0' }, signal: AbortSignal.timeout(PATIENCE_MS) };
    const response = await fetch(link.url, options);
    await response.arrayBuffer();
    if (response.status === 404) return undefined;
    const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
    if (total === undefined) throw new Error(`storage tells no size: ${response.status}`);
    return Number(total);
  });
}

/** Removes what is at a path, if anything is. The path's id is only known by writing there. Two round trips. */
export async function removeAt(cloudPath: string): Promise<void> {
  await removeFiles([await putFile(cloudPath, Buffer.from(' '))]);
}
