import { alertChannel } from '../../shared/adapters/alert/alert-channel.js';
import { alertEvaluate } from '../../shared/contracts/alert/evaluate.js';
import { serve } from '../../shared/core/serve.js';
import { evaluateAlerts } from '../../shared/modules/alert/evaluate-alerts.js';

export const main = serve(alertEvaluate, () => evaluateAlerts(alertChannel()));
