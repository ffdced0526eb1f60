import { eventSweep } from '../../shared/contracts/event/sweep.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { sweepEvents } from '../../shared/modules/event/relay-events.js';

export const main = serveJob(eventSweep, ({ inTime }) => sweepEvents(inTime));
