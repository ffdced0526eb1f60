import type { ServerResponse } from 'node:http';
import type { Route } from '../kernel/http.js';
import { API_PATH } from './api.js';
import { withoutLines } from './functions.js';
import { type FoundLine, lineOf } from './logs.js';
import type { ConsoleParts } from './parts.js';

/** Changes of the database are counted this long before they are told. */
const GATHER_MS = 400;
/** Printed lines are told together, at most this much later and at most so many; pages ask for the rest. */
const LINES_GATHER_MS = 100;
const MOST_LINES = 200;
const BEAT_MS = 10_000;
/** A page that does not read for so long that this much waits for it is cut off; it comes back by itself. */
const MOST_WAITING = 4 * 1024 * 1024;

/**
 * `GET events`: a stream (SSE) of `lines` that functions print while they run, `invocation` when one has ended, `printed`
 * by the local cloud, `clock`, and `database` with how many documents of each collection changed.
 */
export function createEvents({ kernel, database, activity }: ConsoleParts): { route: Route; close(): void } {
  const pages = new Set<ServerResponse>();
  let changed = new Map<string, number>();
  let lines: FoundLine[] = [];
  let stop: (() => void)[] = [];

  function tell(event: string, data: unknown): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const page of pages) {
      if (page.writableLength > MOST_WAITING) page.destroy();
      else page.write(text);
    }
  }
  const clock = () => ({ now: kernel.clock.now(), machineNow: Date.now() });

  function tellChanges(): void {
    if (changed.size === 0) return;
    const collections = [...changed].map(([key, documents]) => {
      const [env, collection] = JSON.parse(key) as [string, string];
      return { env, collection, documents };
    });
    changed = new Map();
    tell('database', collections);
  }

  function tellLines(): void {
    if (lines.length > 0) tell('lines', lines.splice(0));
  }

  function watch(): void {
    const gatherLines = setInterval(tellLines, LINES_GATHER_MS);
    const gather = setInterval(tellChanges, GATHER_MS);
    const beat = setInterval(() => tell('clock', clock()), BEAT_MS);
    stop = [
      () => clearInterval(gatherLines),
      () => clearInterval(gather),
      () => clearInterval(beat),
      activity.onPrinted((record, line) => {
        if (lines.length < MOST_LINES) lines.push(lineOf(record, line));
      }),
      activity.onRecord((record) => {
        tellLines();
        tell('invocation', withoutLines(record));
      }),
      activity.onLine((line) => tell('printed', line)),
      kernel.clock.onShift(() => tell('clock', clock())),
      ...kernel.environments().map((env) =>
        database.forEnvironment(env).onChange((changes) => {
          for (const { collection } of changes) {
            const key = JSON.stringify([env, collection]);
            changed.set(key, (changed.get(key) ?? 0) + 1);
          }
        }),
      ),
    ];
  }

  function rest(): void {
    for (const end of stop) end();
    stop = [];
    lines = [];
  }

  return {
    route: {
      method: 'GET',
      path: `${API_PATH}events`,
      handle({ response }) {
        response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
        response.write(`retry: 1000\nevent: clock\ndata: ${JSON.stringify(clock())}\n\n`);
        if (pages.size === 0) watch();
        pages.add(response);
        response.once('close', () => {
          pages.delete(response);
          if (pages.size === 0) rest();
        });
      },
    },
    close() {
      rest();
      for (const page of pages) page.end();
      pages.clear();
    },
  };
}
