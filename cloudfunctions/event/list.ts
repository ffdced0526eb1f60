import { eventList } from '../../shared/contracts/event/list.js';
import { serve } from '../../shared/core/serve.js';
import { listEvents } from '../../shared/modules/event/list-events.js';

export const main = serve(eventList, listEvents);
