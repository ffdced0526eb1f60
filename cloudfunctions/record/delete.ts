import { recordDelete } from '../../shared/contracts/record/delete.js';
import { serve } from '../../shared/core/serve.js';
import { deleteRecord } from '../../shared/modules/record/own-records.js';

export const main = serve(recordDelete, deleteRecord);
