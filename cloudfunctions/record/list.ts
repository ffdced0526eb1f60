import { recordList } from '../../shared/contracts/record/list.js';
import { serve } from '../../shared/core/serve.js';
import { listRecords } from '../../shared/modules/record/own-records.js';

export const main = serve(recordList, listRecords);
