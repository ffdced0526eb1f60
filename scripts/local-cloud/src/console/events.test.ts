import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Console, openConsole } from './testing.js';

let page: Console;
beforeEach(async () => {
  page = await openConsole();
});
afterEach(() => page.close());

/** Reads the stream until an event of this name comes. */
async function listen() {
  const stop = new AbortController();
  const response = await fetch(`${page.cloud.url}/__console/events`, { signal: stop.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    type: response.headers.get('content-type'),
    async next(name: string): Promise<never> {
      for (;;) {
        const found = new RegExp(`event: ${name}\\ndata: (.*)\\n\\n`).exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1]!) as never;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error(`the stream ended before ${name}`);
        text += value;
      }
    },
    leave: () => stop.abort(),
    ended: async () => {
      while (!(await reader.read()).done);
    },
  };
}

it('tells of invocations with their lines, changes of documents, the clock, and what the cloud prints', async () => {
  await page.deploy('greet', `exports.main = async () => { console.log('<b>hi</b>'); };`);
  const stream = await listen();
  expect(stream.type).toMatch('text/event-stream');
  await stream.next('clock');

  await page.call('greet');
  expect(await stream.next('lines')).toMatchObject([{ name: 'greet', text: '<b>hi</b>' }]);
  expect(await stream.next('invocation')).toMatchObject({ name: 'greet', lines: 1 });

  const database = page.cloud.database.forEnvironment('farm');
  await database.createCollection('eggs');
  await database.insert('eggs', [{ n: 1 }, { n: 2 }]);
  expect(await stream.next('database')).toEqual([{ env: 'farm', collection: 'eggs', documents: 2 }]);

  const before = page.cloud.clock.now();
  await page.cloud.clock.advance(60_000);
  const { now } = (await stream.next('clock')) as { now: number };
  expect(now - before).toBeGreaterThanOrEqual(60_000);

  await page.deploy('tick', `exports.main = () => { throw new Error('no'); };`, {
    triggers: [{ name: 'hourly', type: 'timer', config: '0 0 * * * * *' }],
  });
  await page.cloud.clock.advance(3_600_000);
  const { text } = (await stream.next('printed')) as { text: string };
  expect(text).toContain('timer hourly');
  expect(page.printed).toContain(text);
  stream.leave();
});

it('tells of a line while the function that printed it still runs, and the lists have it too', async () => {
  await page.deploy(
    'slow',
    `exports.main = async () => { console.log('half way'); await new Promise((go) => setTimeout(go, 1500)); };`,
  );
  const stream = await listen();
  await stream.next('clock');
  const call = page.call('slow');
  const [line] = (await stream.next('lines')) as { requestId: string; text: string }[];
  expect(line?.text).toBe('half way');
  expect(await page.get('logs?env=shop&q=half')).toMatchObject([{ text: 'half way' }]);
  expect(await page.get('invocations?env=shop')).toMatchObject([{ name: 'slow', running: true, lines: 1 }]);
  expect(await page.get('invocations?env=shop&outcome=ok')).toEqual([]);
  expect(await page.get(`invocation?env=shop&id=${line?.requestId}`)).toMatchObject({ running: true });
  await call;
  expect(await page.get(`invocation?env=shop&id=${line?.requestId}`)).not.toHaveProperty('running');
  stream.leave();
});

it('ends when the local cloud does, so that closing does not wait for open pages', async () => {
  const stream = await listen();
  await stream.next('clock');
  const ended = stream.ended();
  await page.cloud.close();
  await ended;
  page = await openConsole();
});
