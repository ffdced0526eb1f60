import { alertList } from '../../shared/contracts/alert/list.js';
import { serve } from '../../shared/core/serve.js';
import { listAlerts } from '../../shared/modules/alert/show-alerts.js';

export const main = serve(alertList, listAlerts);
