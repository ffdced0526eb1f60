import { taskList } from '../../shared/contracts/task/list.js';
import { serve } from '../../shared/core/serve.js';
import { listTasks } from '../../shared/modules/task/own-tasks.js';

export const main = serve(taskList, listTasks);
