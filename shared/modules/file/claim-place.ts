import type { Output, Parsed } from '../../contracts/contract.js';
import { type FileId, policies } from '../../contracts/file/file.js';
import type { fileTicket } from '../../contracts/file/ticket.js';
import { member } from '../../core/actor.js';
import { idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { after, now } from '../../core/time.js';
import { ownFiles, type StoredFile, UPLOAD_WITHIN, uploadPath } from './files.js';
import { countIn } from './quota.js';

/**
 * Claims the place for one upload of the acting member's. The claim is written before it is counted, so that whatever
 * dies in between is found and removed by the sweep.
 * @throws Failure FILE_QUOTA, REQUEST_ID_REUSED
 */
export async function claimPlace(request: Parsed<typeof fileTicket>): Promise<Output<typeof fileTicket>> {
  const { purpose, extension } = request;
  const { largest, most } = policies[purpose];
  const _id = idForRequest<FileId>('file');
  const at = now();
  const file: StoredFile = {
    ...{ _id, userId: member().userId, purpose, extension, state: 'awaited', bytes: null },
    ...{ kept: null, checkId: null, createdAt: at, dueAt: after(at, UPLOAD_WITHIN) },
  };
  if (!(await ownFiles.insert(file))) {
    const earlier = await ownFiles.get(_id);
    if (earlier?.purpose !== purpose || earlier.extension !== extension) throw new Failure('REQUEST_ID_REUSED');
  }
  if (!(await countIn(file.userId, _id, purpose))) {
    await ownFiles.remove({ _id, state: 'awaited' });
    throw new Failure('FILE_QUOTA', { message: `最多 ${most} 个文件，请先删除不用的文件` });
  }
  return { fileId: _id, cloudPath: uploadPath(file), largest };
}
