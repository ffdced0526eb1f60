import * as z from 'zod';
import { contract } from '../contract.js';
import { Avatar, Nickname, OwnAccount } from './account.js';

export const accountUpdate = contract({
  name: 'account-update',
  title: '修改个人资料',
  access: 'member',
  /** What is left out stays as it is; `null` takes it away. */
  input: z.strictObject({ nickname: Nickname.nullable().optional(), avatar: Avatar.nullable().optional() }),
  output: OwnAccount,
  budget: { roundTrips: 3 },
});
