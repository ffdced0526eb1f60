import { accountDeleteCancel } from '../../shared/contracts/account/delete-cancel.js';
import { serve } from '../../shared/core/serve.js';
import { cancelDeletion } from '../../shared/modules/account/delete-account.js';

export const main = serve(accountDeleteCancel, cancelDeletion);
