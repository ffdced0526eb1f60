import * as z from 'zod';
import { contract } from '../contract.js';
import { FileId } from '../file/file.js';
import { Nickname, OwnAccount } from './account.js';

export const accountUpdate = contract({
  name: 'account-update',
  title: '修改个人资料',
  access: 'member',
  /** What is left out stays as it is; `null` takes it away. */
  input: z.strictObject({ nickname: Nickname.nullable().optional(), avatar: FileId.nullable().optional() }),
  output: OwnAccount,
  errors: ['AVATAR_UNUSABLE'],
  budget: { roundTrips: 4 },
});
