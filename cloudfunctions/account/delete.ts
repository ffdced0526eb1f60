import { accountDelete } from '../../shared/contracts/account/delete.js';
import { serve } from '../../shared/core/serve.js';
import { deleteAccount } from '../../shared/modules/account/delete-account.js';

export const main = serve(accountDelete, deleteAccount);
