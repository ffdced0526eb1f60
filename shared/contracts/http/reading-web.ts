import { httpDoor } from '../http-door.js';

/** The stream of `http-reading` for H5 and PC, by an access token and a signature as `http-api` wants them. */
export const httpReadingWeb = httpDoor({
  name: 'http-reading-web',
  title: 'H5 与 PC 逐节接收解读（text/event-stream）',
  path: '/reading',
  streams: 'web',
  uses: ['cloud', 'web'],
  // Those of http-reading, and the session.
  budget: { roundTrips: 80 },
  timeoutSeconds: 60,
});
