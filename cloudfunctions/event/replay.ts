import { eventReplay } from '../../shared/contracts/event/replay.js';
import { serve } from '../../shared/core/serve.js';
import { replayEvents } from '../../shared/modules/event/replay-events.js';

export const main = serve(eventReplay, replayEvents);
