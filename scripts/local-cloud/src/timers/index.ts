export { type Cron, parseCron } from './cron.js';
export { nextOccurrence } from './next.js';
export { createTimers, type TimerEvent, type TimerSummary, type TimersService } from './scheduler.js';
