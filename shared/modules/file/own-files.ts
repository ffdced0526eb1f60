import type { Output, Parsed } from '../../contracts/contract.js';
import type { fileDelete } from '../../contracts/file/delete.js';
import type { fileUrl } from '../../contracts/file/url.js';
import { Failure } from '../../core/failure.js';
import { linkTo, removeFiles } from '../../core/store/storage.js';
import { after, now } from '../../core/time.js';
import { ownFiles, UPLOAD_OPEN } from './files.js';
import { countOut } from './quota.js';

/**
 * A link to one of the acting member's files, good for ten minutes.
 * @throws Failure FILE_NOT_FOUND, also when it is someone else's, not committed or refused
 */
export async function linkToFile({ fileId }: Parsed<typeof fileUrl>): Promise<Output<typeof fileUrl>> {
  const file = await ownFiles.get(fileId);
  if (!file?.kept || file.state === 'refused') throw new Failure('FILE_NOT_FOUND');
  return linkTo(file.kept);
}

/**
 * Removes one of the acting member's files. It is refused first and removed then: whatever dies in between, nobody sees it
 * any more. The sweep removes the rest once nothing more can be uploaded in its place.
 * @throws Failure FILE_NOT_FOUND, also when it is someone else's
 */
export async function deleteFile({ fileId }: Parsed<typeof fileDelete>): Promise<Output<typeof fileDelete>> {
  const file = await ownFiles.get(fileId);
  if (!file) throw new Failure('FILE_NOT_FOUND');
  await ownFiles.change(fileId, {}, { state: 'refused', checkId: null, dueAt: after(now(), UPLOAD_OPEN) });
  if (file.kept) await removeFiles([file.kept]);
  await countOut(file.userId, fileId, file.purpose);
  return { fileId };
}
