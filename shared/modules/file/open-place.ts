import type { Output, Parsed } from '../../contracts/contract.js';
import { FileId } from '../../contracts/file/file.js';
import type { fileUpload } from '../../contracts/file/upload.js';
import { Failure } from '../../core/failure.js';
import { uploadRequest } from '../../core/store/upload-request.js';
import { ownFiles, uploadPath } from './files.js';

/**
 * How the acting member uploads a file from outside of WeChat, to a place that he has claimed and not committed.
 * @throws Failure FILE_NOT_FOUND for any other place
 */
export async function openPlace({ cloudPath }: Parsed<typeof fileUpload>): Promise<Output<typeof fileUpload>> {
  const named = FileId.safeParse(/([^/]+)\.\w+$/.exec(cloudPath)?.[1]);
  const file = named.success ? await ownFiles.get(named.data, { state: 'awaited' }) : undefined;
  if (!file || uploadPath(file) !== cloudPath) throw new Failure('FILE_NOT_FOUND');
  return uploadRequest(cloudPath);
}
