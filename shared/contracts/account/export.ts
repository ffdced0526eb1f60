import * as z from 'zod';
import { contract } from '../contract.js';
import { TaskId } from '../task/task.js';
import { RequestId } from '../terms.js';

export const accountExport = contract({
  name: 'account-export',
  title: '导出我的个人信息',
  access: 'member',
  idempotent: 'derived',
  rateLimit: { burst: 3, perSecond: 0.01, strict: true },
  input: z.strictObject({ requestId: RequestId }),
  /** `task-get` tells how far it is, and where the file is when it is done. */
  output: z.strictObject({ taskId: TaskId }),
  budget: { roundTrips: 4 },
});
