import * as z from 'zod';
import { FileId } from '../file/file.js';
import { Instant, lineOfText, UserId } from '../terms.js';

export const Nickname = lineOfText(1, 24);
/** An account as its owner sees it. */
export const OwnAccount = z.strictObject({
  userId: UserId,
  nickname: Nickname.nullable(),
  /** A file of purpose `avatar` that has passed its check; `file-url` has a link to it. */
  avatar: FileId.nullable(),
  /** With its middle hidden: `138****8000`. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  /** When it will be deleted, if its owner has asked for that; until then he can take it back. */
  deletionDueAt: Instant.nullable(),
});
