import { alertAcknowledge } from '../../shared/contracts/alert/acknowledge.js';
import { serve } from '../../shared/core/serve.js';
import { acknowledgeAlert } from '../../shared/modules/alert/handle-alert.js';

export const main = serve(alertAcknowledge, acknowledgeAlert);
