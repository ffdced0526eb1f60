/** A visit counts for two hours: so much of it may be lost with the machine. */
const WRITE_EVERY_MS = 60_000;
/** Users whose last visit is at hand. */
const REMEMBERED = 10_000;

export interface Visits {
  /** @param at virtual time, ms */
  visit(openid: string, at: number): void;
  lastVisit(openid: string): number | undefined;
  /** Writes down what is not written yet. */
  flush(): void;
}

/**
 * When each user was last seen. Every call of a function is a visit, and waiting for the disk each time would take longer
 * than the call: a visit is written when the one that is written is a minute older.
 */
export function createVisits(
  write: (openid: string, at: number) => void,
  read: (openid: string) => number | undefined,
): Visits {
  const known = new Map<string, { at: number; written: number }>();
  const save = (openid: string, at: number) => {
    write(openid, at);
    known.set(openid, { at, written: at });
  };
  const flushOne = (openid: string, { at, written }: { at: number; written: number }) => {
    if (at !== written) write(openid, at);
  };
  return {
    visit(openid, at) {
      const before = known.get(openid);
      if (before && Math.abs(at - before.written) < WRITE_EVERY_MS) before.at = at;
      else save(openid, at);
      if (known.size <= REMEMBERED) return;
      const [oldest, last] = known.entries().next().value!;
      flushOne(oldest, last);
      known.delete(oldest);
    },
    lastVisit: (openid) => known.get(openid)?.at ?? read(openid),
    flush() {
      for (const [openid, last] of known) flushOne(openid, last);
      known.clear();
    },
  };
}
