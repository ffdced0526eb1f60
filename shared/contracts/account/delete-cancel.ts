import * as z from 'zod';
import { contract } from '../contract.js';
import { OwnAccount } from './account.js';

export const accountDeleteCancel = contract({
  name: 'account-delete-cancel',
  title: '撤回注销申请',
  access: 'member',
  input: z.strictObject({}),
  output: OwnAccount,
  errors: ['DELETION_BEGUN'],
  budget: { roundTrips: 2 },
});
