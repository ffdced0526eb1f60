import * as z from 'zod';
import { contract } from '../contract.js';
import { TaskId } from '../task/task.js';
import { RequestId } from '../terms.js';

export const privacyRotate = contract({
  name: 'privacy-rotate',
  title: '用当前密钥重新加密个人信息',
  access: 'privacy.rotate',
  idempotent: 'derived',
  audited: () => 'personal-data',
  input: z.strictObject({ requestId: RequestId }),
  /** `task-get` tells how far it is. Once it is done, the keys that came before the current one can be removed. */
  output: z.strictObject({ taskId: TaskId }),
  budget: { roundTrips: 12 },
});
