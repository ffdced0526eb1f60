import { accountExport } from '../../shared/contracts/account/export.js';
import { serve } from '../../shared/core/serve.js';
import { exportAccount } from '../../shared/modules/account/export-account.js';

export const main = serve(accountExport, exportAccount);
