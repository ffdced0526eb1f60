import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import type { CodePurpose, SignedIn } from '../../shared/contracts/auth/auth.js';
import type { Answer, Contract, Input, Output } from '../../shared/contracts/contract.js';
import { Refusal } from './buyer.js';
import type { RunningCloud } from './local-cloud.js';

/** What may be wrong with a request on purpose. */
export interface Forgery {
  token?: string;
  body?: string;
  path?: string;
  signature?: string;
  headers?: Record<string, string>;
  nonce?: string;
  timestamp?: number;
}

/** Somebody at a browser outside of WeChat: calls the actions over HTTP, as a page of H5 does. */
export interface Visitor {
  /** What it was given when it signed in; null for a guest. */
  session: SignedIn | null;
  /** Waits when it is told to wait for a moment; every other refusal is thrown. */
  call<C extends Contract>(contract: C, input: Input<C>): Promise<Output<C>>;
  /** Sends anything at all, and gives status and answer as they came. */
  send(
    action: string,
    input: unknown,
    forgery?: Forgery,
  ): Promise<{ status: number; answer: Answer<unknown>; headers: Headers }>;
  /** Asks a door other than that of the actions: `path` with its query. */
  open(path: string, forgery?: Forgery): Promise<Response>;
  signIn(session: SignedIn): Visitor;
}

/** What a person waits for, ms; and how often. */
const LONGEST_WAIT = 5_000;
const MOST_TRIES = 20;

/** A telephone number that no test has had. */
export function newPhone(): string {
  return `139${String(randomInt(1e8)).padStart(8, '0')}`;
}

export function createVisitor(cloud: RunningCloud, env: string): Visitor {
  const visitor: Visitor = {
    session: null,
    signIn(session) {
      visitor.session = session;
      return visitor;
    },
    async call(contract, input) {
      for (let tries = 1; ; tries += 1) {
        const { answer } = await visitor.send(contract.name, input);
        if (answer.ok) return answer.data as never;
        const { code, retryAfterMs = 0 } = answer.error;
        if (code !== 'RATE_LIMITED' || retryAfterMs > LONGEST_WAIT || tries === MOST_TRIES)
          throw Refusal.of(answer.error);
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      }
    },
    async send(action, input, forgery = {}) {
      const body = JSON.stringify(input);
      const request = { method: 'POST', path: `/api/${action}`, body };
      const signed = visitor.session ? await signature(cloud, visitor.session, request, forgery) : {};
      const response = await fetch(`${cloud.url}/__http/${env}${forgery.path ?? `/api/${action}`}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signed, ...forgery.headers },
        body: forgery.body ?? body,
      });
      const text = await response.text();
      return { status: response.status, answer: JSON.parse(text), headers: response.headers };
    },
    async open(path, forgery = {}) {
      const request = { method: 'GET', path, body: '' };
      const signed = visitor.session ? await signature(cloud, visitor.session, request, forgery) : {};
      const headers = { ...signed, ...forgery.headers };
      return fetch(`${cloud.url}/__http/${env}${forgery.path ?? path}`, { headers });
    },
  };
  return visitor;
}

interface SignedRequest {
  method: string;
  path: string;
  body: string;
}

/** As docs/core.md says, written here once more, so that the door is not tested against its own code. */
async function signature(cloud: RunningCloud, session: SignedIn, request: SignedRequest, forgery: Forgery) {
  const { method, path, body } = request;
  const { iso } = await cloud.get<{ iso: string }>('/__hub/clock');
  const nonce = forgery.nonce ?? randomBytes(16).toString('hex');
  const timestamp = String(forgery.timestamp ?? Date.parse(iso));
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const mac = createHmac('sha256', Buffer.from(session.signingKey, 'base64url'))
    .update([method, path, bodyHash, nonce, timestamp].join('\n'))
    .digest('base64url');
  return {
    authorization: `Bearer ${forgery.token ?? session.accessToken}`,
    'x-yunshu-nonce': nonce,
    'x-yunshu-timestamp': timestamp,
    'x-yunshu-signature': forgery.signature ?? mac,
  };
}

/** A code as it is sent back, with the ticket that it was asked for by. */
export interface SentCode {
  ticket: string;
  code: string;
}

/** A ticket that was never given to anybody. */
export const NO_TICKET = `sic_${'0'.repeat(26)}`;

/** Asks for a code, letting time pass once if it has to, and reads it from the phone or the mailbox. */
export async function codeFor(
  cloud: RunningCloud,
  send: (name: string, input: object) => Promise<Answer<unknown>>,
  identifier: string,
  purpose: CodePurpose,
): Promise<SentCode> {
  let answer = await send('auth-send-code', { identifier, purpose });
  if (!answer.ok && answer.error.code === 'RATE_LIMITED') {
    await cloud.post('/__hub/clock/advance', { ms: answer.error.retryAfterMs });
    answer = await send('auth-send-code', { identifier, purpose });
  }
  if (!answer.ok) throw Refusal.of(answer.error);
  const code = identifier.includes('@') ? await lastMailed(cloud, identifier) : await lastTexted(cloud, identifier);
  if (code === undefined) throw new Error(`nothing was sent to ${identifier}`);
  return { ticket: (answer.data as SentCode).ticket, code };
}

async function lastTexted(cloud: RunningCloud, phone: string): Promise<string | undefined> {
  const [message] = await cloud.get<{ params: string[] }[]>(`/__hub/sms?phone=%2B86${phone}&limit=1`);
  return message?.params[0];
}

async function lastMailed(cloud: RunningCloud, address: string): Promise<string | undefined> {
  const to = encodeURIComponent(address.toLowerCase());
  const [email] = await cloud.get<{ variables: { code: string } }[]>(`/__hub/email?to=${to}&limit=1`);
  return email?.variables.code;
}
