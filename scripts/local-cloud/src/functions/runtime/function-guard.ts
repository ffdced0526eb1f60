import process from 'node:process';
import { getEnvironmentData, isMainThread } from 'node:worker_threads';
import { type GuardOptions, putUpGuards, sharedClock } from './guards.js';
import { redirectListen } from './listen.js';
import { GUARDS_KEY } from './threads.js';

// Loaded first by HTTP functions, and by threads and Node programs that any function starts.
const { LOCAL_CLOUD_PORT } = process.env;
putUpGuards(isMainThread ? fromEnvironment() : (getEnvironmentData(GUARDS_KEY) as unknown as GuardOptions));
if (LOCAL_CLOUD_PORT !== undefined) redirectListen(9000, Number(LOCAL_CLOUD_PORT));

function fromEnvironment(): GuardOptions {
  const { LOCAL_CLOUD_URL, LOCAL_CLOUD_ALLOW_HOSTS = '', LOCAL_CLOUD_CLOCK_OFFSET, LOCAL_CLOUD_GUARD } = process.env;
  if (LOCAL_CLOUD_URL === undefined || LOCAL_CLOUD_GUARD === undefined) {
    throw new Error('the guards of functions are put up by the local cloud');
  }
  return {
    baseUrl: LOCAL_CLOUD_URL,
    allowHosts: LOCAL_CLOUD_ALLOW_HOSTS.split(',').filter(Boolean),
    clockOffset: sharedClock(Number(LOCAL_CLOUD_CLOCK_OFFSET)),
    guardFile: LOCAL_CLOUD_GUARD,
  };
}
