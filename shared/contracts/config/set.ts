import * as z from 'zod';
import { contract } from '../contract.js';
import { RequestId } from '../terms.js';
import { ConfigVersion, Reason, SettingName, SettingValue } from './config.js';

export const configSet = contract({
  name: 'config-set',
  title: '修改业务规则与功能开关',
  access: 'config.write',
  idempotent: 'derived',
  audited: () => 'config',
  input: z.strictObject({
    requestId: RequestId,
    /** The version that the operator saw: whoever comes second is refused, and told what has changed. */
    version: ConfigVersion,
    /** Values to set; null puts a setting back to its default. */
    changes: z
      .array(z.strictObject({ name: SettingName, value: SettingValue }))
      .min(1)
      .max(50),
    why: Reason,
  }),
  output: z.strictObject({ version: ConfigVersion }),
  errors: ['CONFIG_CHANGED'],
  budget: { roundTrips: 8 },
});
