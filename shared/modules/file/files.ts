import type { FileExtension, FileId, FilePurpose, FileState } from '../../contracts/file/file.js';
import type { Instant } from '../../contracts/terms.js';
import { blindIndex } from '../../core/privacy/blind-index.js';
import { collection, type Owned, ownedCollection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { DAY, HOUR } from '../../core/time.js';

/** A file of a user's, from the claim of its place to its removal. */
export interface StoredFile extends Owned {
  _id: FileId;
  purpose: FilePurpose;
  extension: FileExtension;
  state: FileState;
  bytes: number | null;
  /** The file as it was committed, where only functions write; null until then. */
  kept: string | null;
  /** The platform's id of the check: known to nobody but the platform. */
  checkId: string | null;
  createdAt: Instant;
  /** When the sweep has to look at it; null when nothing is pending. */
  dueAt: Instant | null;
}

/** Uploads that nobody commits are removed after this long. */
export const UPLOAD_WITHIN = DAY;
/** Longer than a signed request to upload is good for: after that nothing more comes to a place that nobody claims. */
export const UPLOAD_OPEN = HOUR;
/** The platform promises its verdict within half an hour; then a person looks. */
export const CHECK_WITHIN = HOUR;

export const fileCollection = declareCollection(
  'files',
  [
    {
      name: 'userId_purpose_createdAt',
      keys: [
        ['userId', 1],
        ['purpose', 1],
        ['createdAt', 1],
      ],
    },
    { name: 'checkId', keys: [['checkId', 1]] },
    { name: 'dueAt', keys: [['dueAt', 1]] },
  ],
  {
    of: 'userId',
    onDeletion: { sweep: { state: 'refused', checkId: null }, now: ['dueAt'] },
    hidden: ['checkId'],
  },
);
export const allFiles = collection<StoredFile>(fileCollection.name);
export const ownFiles = ownedCollection<StoredFile>(fileCollection.name);

/** Where a user may put a file. Only this path is ever committed for it. */
export function uploadPath({
  _id,
  userId,
  purpose,
  extension,
}: Pick<StoredFile, '_id' | 'userId' | 'purpose' | 'extension'>) {
  return `u/${userId}/${purpose}/${_id}.${extension}`;
}

/** Where a function keeps it. Nobody can guess it, so that nobody has been there before and may write there as well. */
export function keptPath({ _id, purpose, extension }: Pick<StoredFile, '_id' | 'purpose' | 'extension'>) {
  return `f/${purpose}/${blindIndex('file', _id)}.${extension}`;
}
