import { addressSave } from '../../shared/contracts/address/save.js';
import { serve } from '../../shared/core/serve.js';
import { saveAddress } from '../../shared/modules/address/save-address.js';

export const main = serve(addressSave, saveAddress);
