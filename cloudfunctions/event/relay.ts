import { eventRelay } from '../../shared/contracts/event/relay.js';
import { serve } from '../../shared/core/serve.js';
import { relayEvents } from '../../shared/modules/event/relay-events.js';

export const main = serve(eventRelay, relayEvents);
