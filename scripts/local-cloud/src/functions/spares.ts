import type { ChildProcess } from 'node:child_process';
import { startRuntimeProcess } from './runtime-process.js';

/** A spare is started only after this long without a cold start, so that it does not take time from one. */
const QUIET_MS = 150;

/** Processes for new instances; one of the size that was last asked for is kept ready, since most functions have one size. */
export interface Spares {
  take(memoryMb: number): ChildProcess;
  /** Has one ready soon. */
  prepare(memoryMb: number): void;
  close(): void;
}

export function createSpares(runtimeFile: string): Spares {
  let spare: { child: ChildProcess; memoryMb: number } | undefined;
  let timer: NodeJS.Timeout | undefined;

  function prepare(memoryMb: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (spare?.memoryMb === memoryMb) return;
      spare?.child.kill('SIGKILL');
      const child = startRuntimeProcess(runtimeFile, memoryMb);
      spare = { child, memoryMb };
      child.once('exit', () => {
        if (spare?.child === child) spare = undefined;
      });
    }, QUIET_MS).unref();
  }

  return {
    prepare,
    take(memoryMb) {
      const ready = spare?.memoryMb === memoryMb ? spare.child : undefined;
      if (ready) spare = undefined;
      prepare(memoryMb);
      return ready ?? startRuntimeProcess(runtimeFile, memoryMb);
    },
    close() {
      clearTimeout(timer);
      spare?.child.kill('SIGKILL');
      spare = undefined;
    },
  };
}
