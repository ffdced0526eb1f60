import { taskResume } from '../../shared/contracts/task/resume.js';
import { serve } from '../../shared/core/serve.js';
import { resumeTask } from '../../shared/modules/task/own-tasks.js';

export const main = serve(taskResume, resumeTask);
