import { alertSilence } from '../../shared/contracts/alert/silence.js';
import { serve } from '../../shared/core/serve.js';
import { silenceAlert } from '../../shared/modules/alert/handle-alert.js';

export const main = serve(alertSilence, silenceAlert);
