import { fileTicket } from '../../shared/contracts/file/ticket.js';
import { serve } from '../../shared/core/serve.js';
import { claimPlace } from '../../shared/modules/file/claim-place.js';

export const main = serve(fileTicket, claimPlace);
