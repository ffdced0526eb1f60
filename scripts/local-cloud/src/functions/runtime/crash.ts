import { describeError } from './describe-error.js';

/** Tells of an error that is about to end the process because the function does not handle it. */
export function reportCrash(own: NodeJS.Process, report: (error: string) => void): void {
  own.on('uncaughtExceptionMonitor', (error) => {
    if (own.listenerCount('uncaughtException') === 0) report(describeError(error));
  });
}
