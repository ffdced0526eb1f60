import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import workerThreads, { type WorkerOptions } from 'node:worker_threads';
import type { GuardOptions } from './guards.js';

/** Where a new thread finds what its guards need. */
export const GUARDS_KEY = 'local-cloud-guards';

/** Has every thread load the guards before its own code, and its own threads too. */
export function guardThreads(options: GuardOptions): void {
  workerThreads.setEnvironmentData(GUARDS_KEY, options as never);
  const guarded = class Worker extends workerThreads.Worker {
    constructor(file: string | URL, given: WorkerOptions = {}) {
      const arguments_ = (given.execArgv ?? process.execArgv).filter((one) => !one.startsWith('--max-old-space-size'));
      super(file, { ...given, execArgv: ['--require', options.guardFile, ...arguments_] });
    }
  };
  workerThreads.Worker = guarded;
  syncBuiltinESMExports();
}
