import { eventDiscard } from '../../shared/contracts/event/discard.js';
import { serve } from '../../shared/core/serve.js';
import { discardEvent } from '../../shared/modules/event/replay-events.js';

export const main = serve(eventDiscard, discardEvent);
