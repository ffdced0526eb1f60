import { setTimeout as pause } from 'node:timers/promises';

/**
 * What `work` comes to, or `late` when it has not by `ms` of real time. What is late goes on, and nobody hears how it ends.
 */
export async function waitFor<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  const over = new AbortController();
  const late = pause(ms, 'late' as const, { signal: over.signal }).catch(() => 'late' as const);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    work.catch(() => undefined);
  }
}
