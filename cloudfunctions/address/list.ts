import { addressList } from '../../shared/contracts/address/list.js';
import { serve } from '../../shared/core/serve.js';
import { listAddresses } from '../../shared/modules/address/list-addresses.js';

export const main = serve(addressList, listAddresses);
