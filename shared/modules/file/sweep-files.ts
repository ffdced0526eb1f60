import type { Output } from '../../contracts/contract.js';
import type { fileSweep } from '../../contracts/file/sweep.js';
import { command } from '../../core/store/collection.js';
import { removeAt } from '../../core/store/storage.js';
import { now } from '../../core/time.js';
import { allFiles, keptPath, uploadPath } from './files.js';
import { countOut } from './quota.js';

const MOST = 100;

/** Removes what nobody has committed in a day and what was refused; hands over to a person what the platform never judged. */
export async function sweepFiles(inTime: () => boolean): Promise<Output<typeof fileSweep>> {
  const due = await allFiles.find({ dueAt: command().lte(now()) }, { orderBy: [['dueAt', 'asc']], limit: MOST });
  let [removed, handedOver] = [0, 0];
  for (const file of due) {
    if (!inTime()) break;
    const asRead = { revision: file.revision };
    if (file.state === 'checking') {
      if (await allFiles.change(file._id, asRead, { state: 'review', checkId: null, dueAt: null })) handedOver += 1;
      continue;
    }
    // The uploaded one and the kept one, whichever there are: a commit may have died between its steps.
    await removeAt(uploadPath(file));
    await removeAt(keptPath(file));
    await countOut(file.userId, file._id, file.purpose);
    removed += await allFiles.remove({ _id: file._id, ...asRead });
  }
  return { removed, handedOver };
}
