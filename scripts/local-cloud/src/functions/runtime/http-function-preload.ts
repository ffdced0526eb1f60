import process from 'node:process';
import { shiftDate } from './clock.js';
import { confineProcess } from './confine.js';
import { confineWrites } from './files.js';
import { redirectListen } from './listen.js';
import { guardNetwork } from './network.js';

const { LOCAL_CLOUD_URL, LOCAL_CLOUD_PORT, LOCAL_CLOUD_ALLOW_HOSTS = '', LOCAL_CLOUD_CLOCK_OFFSET } = process.env;
if (LOCAL_CLOUD_URL === undefined) throw new Error('the preload of HTTP functions is started by the local cloud');

const clockOffset = Number(LOCAL_CLOUD_CLOCK_OFFSET);
shiftDate(() => clockOffset);
guardNetwork({ baseUrl: LOCAL_CLOUD_URL, allowHosts: LOCAL_CLOUD_ALLOW_HOSTS.split(',').filter(Boolean) });
redirectListen(9000, Number(LOCAL_CLOUD_PORT));
confineProcess(process);
confineWrites();

// The local cloud holds the other end; when it is gone, so is this.
process.stdin.on('end', () => process.exit()).resume();
(process.stdin as unknown as { unref?: () => void }).unref?.();
