import { randomBytes } from 'node:crypto';
import { Recorder } from './recorder.js';

/** What this instance counts. */
export const recorder = new Recorder();

/** Names this instance, and nothing else ever. */
export const instanceId = randomBytes(12).toString('hex');
