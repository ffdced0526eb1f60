import { worker } from '../task/task.js';

export const privacyRotateRun = worker({
  name: 'privacy-rotate-run',
  title: '逐条重新加密个人信息',
  budget: { roundTrips: 5000 },
  timeoutSeconds: 60,
});
