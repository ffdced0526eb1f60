import { taskCancel } from '../../shared/contracts/task/cancel.js';
import { serve } from '../../shared/core/serve.js';
import { cancelTask } from '../../shared/modules/task/own-tasks.js';

export const main = serve(taskCancel, cancelTask);
