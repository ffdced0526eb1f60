import type { Reaper } from './reaper.js';
import { type RuntimeProcess, startRuntimeProcess } from './runtime-process.js';

/** A spare is started only after this long without a cold start, so that it does not take time from one. */
const QUIET_MS = 150;

/** Processes for new instances; one of the size that was last asked for is kept ready, since most functions have one size. */
export interface Spares {
  take(memoryMb: number): RuntimeProcess;
  /** Has one ready soon. */
  prepare(memoryMb: number): void;
  close(): void;
}

export function createSpares(runtimeFile: string, reaper: Reaper): Spares {
  let spare: { process: RuntimeProcess; memoryMb: number } | undefined;
  let timer: NodeJS.Timeout | undefined;

  function prepare(memoryMb: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (spare?.memoryMb === memoryMb) return;
      spare?.process.end();
      const process = startRuntimeProcess(runtimeFile, memoryMb, reaper);
      spare = { process, memoryMb };
      process.child.once('exit', () => {
        if (spare?.process === process) spare = undefined;
      });
    }, QUIET_MS).unref();
  }

  return {
    prepare,
    take(memoryMb) {
      const ready = spare?.memoryMb === memoryMb ? spare.process : undefined;
      if (ready) spare = undefined;
      prepare(memoryMb);
      return ready ?? startRuntimeProcess(runtimeFile, memoryMb, reaper);
    },
    close() {
      clearTimeout(timer);
      spare?.process.end();
      spare = undefined;
    },
  };
}
