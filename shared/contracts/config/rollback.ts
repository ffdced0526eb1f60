import * as z from 'zod';
import { contract } from '../contract.js';
import { RequestId } from '../terms.js';
import { ConfigVersion, Reason } from './config.js';

export const configRollback = contract({
  name: 'config-rollback',
  title: '恢复到之前的设置',
  access: 'config.write',
  idempotent: 'derived',
  audited: () => 'config',
  input: z.strictObject({
    requestId: RequestId,
    /** The version that the operator saw. */
    version: ConfigVersion,
    /** The version to return to; 0 is everything at its default. */
    to: ConfigVersion,
    why: Reason,
  }),
  output: z.strictObject({ version: ConfigVersion }),
  errors: ['CONFIG_CHANGED', 'CONFIG_VERSION_NOT_FOUND'],
  budget: { roundTrips: 9 },
});
