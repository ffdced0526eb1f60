import process from 'node:process';
import { confineChannel } from './channel-guard.js';
import { guardChildren } from './children.js';
import { shiftDate } from './clock.js';
import { confineProcess } from './confine.js';
import { confineWrites } from './files.js';
import { guardNetwork } from './network.js';
import { blockOnOutput } from './output.js';
import { guardThreads } from './threads.js';

/** What holds a function, its threads, and the Node programs that it starts. */
export interface GuardOptions {
  /** The local cloud, for example `http://127.0.0.1:7100`. */
  baseUrl: string;
  allowHosts: string[];
  /** Milliseconds that the virtual clock is ahead; shared by all threads of a process. */
  clockOffset: Float64Array<SharedArrayBuffer>;
  /** The bundled file that puts these guards up elsewhere. */
  guardFile: string;
}

/** Puts all guards up in this thread. */
export function putUpGuards(options: GuardOptions): void {
  const { clockOffset } = options;
  shiftDate(() => clockOffset[0]!);
  guardNetwork(options);
  confineProcess(process);
  confineChannel();
  confineWrites();
  blockOnOutput();
  guardThreads(options);
  guardChildren(options);
}

/** A clock that all threads of this process see. */
export function sharedClock(aheadMs: number): Float64Array<SharedArrayBuffer> {
  const clock = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  clock[0] = aheadMs;
  return clock;
}
