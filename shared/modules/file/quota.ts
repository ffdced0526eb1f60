import { type FileId, type FilePurpose, policies } from '../../contracts/file/file.js';
import type { UserId } from '../../contracts/terms.js';
import { collection, command, type Owned } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** The files that a user has, by purpose: one document, so that their number is exact. */
interface FileQuota extends Owned {
  _id: UserId;
  counts: Partial<Record<FilePurpose, number>>;
  files: Record<FileId, FilePurpose>;
}

export const fileQuotaCollection = declareCollection('fileQuotas', [], { of: '_id', onDeletion: { remove: true } });
const quotas = collection<FileQuota>(fileQuotaCollection.name);

/** Counts a file in, once. Up to four round trips. @returns whether there was room for it, or it is counted already */
export async function countIn(userId: UserId, fileId: FileId, purpose: FilePurpose): Promise<boolean> {
  const _ = command();
  const count = `counts.${purpose}`;
  const isNew = { [`files.${fileId}`]: _.exists(false) };
  const added = { [count]: _.inc(1), [`files.${fileId}`]: purpose };
  const room = { ...isNew, [count]: _.or(_.exists(false), _.lt(policies[purpose].most)) };
  if (await quotas.change(userId, room, added)) return true;
  const first = { _id: userId, userId, counts: { [purpose]: 1 }, files: { [fileId]: purpose } };
  if (await quotas.insert(first as FileQuota)) return true;
  if (await quotas.change(userId, room, added)) return true;
  return (await quotas.get(userId, { [`files.${fileId}`]: _.exists(true) })) !== undefined;
}

/** Counts a file out, once. One round trip. */
export async function countOut(userId: UserId, fileId: FileId, purpose: FilePurpose): Promise<void> {
  const _ = command();
  const change = { [`counts.${purpose}`]: _.inc(-1), [`files.${fileId}`]: _.remove() };
  await quotas.change(userId, { [`files.${fileId}`]: _.exists(true) }, change);
}
