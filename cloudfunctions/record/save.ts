import { recordSave } from '../../shared/contracts/record/save.js';
import { serve } from '../../shared/core/serve.js';
import { saveRecord } from '../../shared/modules/record/save-record.js';

export const main = serve(recordSave, saveRecord);
