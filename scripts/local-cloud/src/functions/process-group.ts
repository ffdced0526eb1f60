import type { ChildProcess } from 'node:child_process';

/** Ends a process that was started with a group of its own, and everything in that group. */
export function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
