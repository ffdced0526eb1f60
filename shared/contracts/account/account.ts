import * as z from 'zod';
import { Instant, lineOfText, UserId } from '../terms.js';

export const Nickname = lineOfText(1, 24);
/** A file of the environment's own storage. */
export const Avatar = z
  .string()
  .max(300)
  .regex(/^cloud:\/\/[A-Za-z0-9._-]+\/[^\s\\]+$/, '应为 cloud:// 开头的文件编号');

/** An account as its owner sees it. */
export const OwnAccount = z.strictObject({
  userId: UserId,
  nickname: Nickname.nullable(),
  avatar: Avatar.nullable(),
  /** With its middle hidden: `138****8000`. */
  phone: z.string().nullable(),
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  /** When it will be deleted, if its owner has asked for that; until then he can take it back. */
  deletionDueAt: Instant.nullable(),
});
