import { taskGet } from '../../shared/contracts/task/get.js';
import { serve } from '../../shared/core/serve.js';
import { getTask } from '../../shared/modules/task/own-tasks.js';

export const main = serve(taskGet, getTask);
