import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What the simulator does with one request, in the order in which they come; the last goes on for ever. */
export type Turn =
  | {
      says: string | ((asked: Asked) => string);
      chunk?: number;
      everyMs?: number;
      finish?: string;
      holdsFor?: Promise<unknown>;
    }
  | { status: number }
  | { breaksAfter: string }
  | { raw: string }
  | { silent: true };

/** A request as it came in. */
export interface Asked {
  path: string;
  authorization: string | undefined;
  body: { model: string; messages: { role: string; content: string }[]; stream?: boolean; max_tokens?: number };
}

/** A provider on 127.0.0.1 that refuses what DashScope and Ollama refuse: no key, no model, no messages. */
export interface ModelSimulator {
  /** The base of the chat completions API, with `/v1`. */
  url: string;
  /** The base of Ollama's own API. */
  ollamaUrl: string;
  asked: Asked[];
  play(...turns: Turn[]): void;
  stop(): Promise<void>;
}

export async function startModelSimulator(): Promise<ModelSimulator> {
  const asked: Asked[] = [];
  let turns: Turn[] = [];
  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked['body'];
    const one: Asked = { path: request.url ?? '', authorization: request.headers.authorization, body };
    asked.push(one);
    const turn = (turns.length > 1 ? turns.shift() : turns[0])!;
    const ollama = one.path === '/api/chat';
    if (!ollama && one.path !== '/v1/chat/completions') return void response.writeHead(404).end();
    if (!ollama && !one.authorization?.startsWith('Bearer sk-')) return void response.writeHead(401).end();
    if (!body.model || body.messages.length === 0) return void response.writeHead(400).end();
    if ('status' in turn) return void response.writeHead(turn.status).end('{"error":{"message":"no"}}');
    if ('silent' in turn) return;
    response.writeHead(200, { 'content-type': ollama ? 'application/x-ndjson' : 'text/event-stream' });
    const write = ollama ? ollamaLine : sseLine;
    if ('raw' in turn) return void response.end(turn.raw);
    if ('breaksAfter' in turn) {
      response.write(write(turn.breaksAfter));
      await pause(20);
      return void response.destroy();
    }
    const text = typeof turn.says === 'function' ? turn.says(one) : turn.says;
    const size = turn.chunk ?? 16;
    const characters = [...text];
    for (let from = 0; from < characters.length; from += size) {
      const line = Buffer.from(write(characters.slice(from, from + size).join('')));
      // A character is cut in two on its way.
      response.write(line.subarray(0, line.length >> 1));
      response.write(line.subarray(line.length >> 1));
      if (turn.everyMs) await pause(turn.everyMs);
      // Half of it is out; the rest waits for whatever the test waits for.
      if (turn.holdsFor && from >= characters.length / 2) await turn.holdsFor;
    }
    response.end(ollama ? ollamaEnd(text) : sseEnd(text, turn.finish ?? 'stop'));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${base}/v1`,
    ollamaUrl: base,
    asked,
    play(...next) {
      turns = next;
      asked.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const sseLine = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\r\n\r\n`;
const sseEnd = (text: string, finish_reason: string) =>
  `data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason }] })}\n\n` +
  `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 900, completion_tokens: [...text].length } })}\n\ndata: [DONE]\n\n`;

const ollamaLine = (content: string) => `${JSON.stringify({ message: { role: 'assistant', content }, done: false })}\n`;
const ollamaEnd = (text: string) =>
  `${JSON.stringify({ message: { content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 900, eval_count: [...text].length })}\n`;

/** A reading that the checks let pass, whatever the chart: it cites the facts and says nothing of the chart. */
const GENERAL = [
  '做事宜循序渐进，量力而行，先把手上的事情做稳，再看长远。[F1]',
  '事业上宜守约尽职，积累信用，遇事多与同伴商量，少作意气之争。[F2]',
  '时机有早有迟，准备充分的人更容易接住，平日的积累最要紧。[F3]',
  '生活上宜规律作息，多读书，多与师友往来，稳步前行即可。[F1、F2]',
];
const says = (texts: string[]) => texts.map((text, place) => `【${place + 1}】${text}`).join('\n');
/** Writes as many sections as it is asked for. */
export const answering = {
  says: ({ body }: { body: { messages: { content: string }[] } }) => {
    const count = (body.messages[1]!.content.match(/^【\d】/gm) ?? []).length;
    return says(GENERAL.slice(GENERAL.length - count));
  },
};
