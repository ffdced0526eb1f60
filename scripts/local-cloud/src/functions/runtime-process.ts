import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Duplex } from 'node:stream';
import { CHANNEL_DESCRIPTOR } from './channel.js';
import { endGroup } from './process-group.js';
import type { Reaper } from './reaper.js';

/** Room above a function's memory for Node itself and for garbage that is not yet collected, MB. */
const RUNTIME_MB = 96;

/** A process for one instance of an event function. */
export interface RuntimeProcess {
  child: ChildProcess;
  /** The channel to it. */
  stream: Duplex;
  /** Ends it at once, with every program that it has started. */
  end(): void;
}

/**
 * Starts a process for one instance. A process, not a thread: V8 ends the whole process when one large allocation fails,
 * and only a process has a time zone and a working directory of its own.
 * @param memoryMb limit of the JavaScript heap
 */
export function startRuntimeProcess(runtimeFile: string, memoryMb: number, reaper: Reaper): RuntimeProcess {
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, runtimeFile], {
    env: { PATH: process.env.PATH, TZ: 'UTC', HOME: os.tmpdir() },
    // The channel is a plain stream: what a function may write there cannot do more than end its own instance.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C is for the cloud, and a signal to its own group stays within it.
    detached: true,
  });
  reaper.watch(child);
  child.unref();
  const stream = child.stdio[CHANNEL_DESCRIPTOR] as Duplex;
  for (const one of [child.stdout, child.stderr, stream]) (one as { unref?: () => void } | null)?.unref?.();
  return { child, stream, end: () => endGroup(child) };
}

/**
 * Says whether the process holds more than a function of `memoryMb` may, buffers included. Where the system does not tell
 * (only Linux does), the heap's own limit and the runtime's check between two turns of its event loop remain.
 */
export function exceedsMemory(pid: number, memoryMb: number): boolean {
  const bytes = residentBytes(pid);
  return bytes !== undefined && bytes > (memoryMb * 1.25 + RUNTIME_MB) * 1024 * 1024;
}

function residentBytes(pid: number): number | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return pages * 4096;
  } catch {
    return undefined;
  }
}
