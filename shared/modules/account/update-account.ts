import type { accountUpdate } from '../../contracts/account/update.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { FileId } from '../../contracts/file/file.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { isMissingCollection } from '../../core/store/missing.js';
import { ownFiles } from '../file/files.js';
import { keepInAccount } from './accounts.js';
import { getAccount, originOf } from './profile.js';

/**
 * Changes what the acting member shows of himself. Safe to repeat.
 * @throws Failure AVATAR_UNUSABLE
 */
export async function updateAccount(input: Parsed<typeof accountUpdate>): Promise<Output<typeof accountUpdate>> {
  const { nickname, avatar } = input;
  if (avatar && !(await isOwnAvatar(avatar))) throw new Failure('AVATAR_UNUSABLE');
  const change = { ...(nickname !== undefined && { nickname }), ...(avatar !== undefined && { avatar }) };
  const own = { _id: member().userId, origin: originOf(member()) };
  if (Object.keys(change).length > 0) await keepInAccount(own, change);
  return getAccount();
}

/** Whether a file was uploaded by the acting member for this, and has passed its check. An app without files has none. */
async function isOwnAvatar(fileId: FileId): Promise<boolean> {
  try {
    return (await ownFiles.get(fileId, { purpose: 'avatar', state: 'ready' })) !== undefined;
  } catch (error) {
    if (isMissingCollection(error)) return false;
    throw error;
  }
}
