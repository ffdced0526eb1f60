import { httpDoor } from '../http-door.js';

/**
 * `GET ?readingId=&after=`: the segments of a reading as they are released, as server-sent events `segment` with their place as id,
 * then `end`. Who comes again with `Last-Event-ID` gets what follows it; the same events are the same bytes.
 */
export const httpReading = httpDoor({
  name: 'http-reading',
  title: '逐节接收解读（text/event-stream）',
  path: '/reading',
  streams: 'wechat',
  uses: ['cloud'],
  // A look each 0.7 s for up to fifty seconds, and the limit.
  budget: { roundTrips: 78 },
  timeoutSeconds: 60,
});
