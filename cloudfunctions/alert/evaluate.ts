import { alertChannel } from '../../shared/adapters/alert/alert-channel.js';
import { alertEvaluate } from '../../shared/contracts/alert/evaluate.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { evaluateAlerts } from '../../shared/modules/alert/evaluate-alerts.js';

export const main = serveJob(alertEvaluate, () => evaluateAlerts(alertChannel()));
