import { createHash } from 'node:crypto';
import type { Kernel } from '../kernel/kernel.js';

/** A message as it stands in the group's chat. */
export interface GroupMessage {
  /** Virtual time, ms. */
  at: number;
  msgtype: 'markdown' | 'text';
  content: string;
}

/** The answer of the real service, which is HTTP 200 whatever has happened. */
export interface RobotAnswer {
  errcode: number;
  errmsg: string;
}

/** What the real service refuses (developer.work.weixin.qq.com/document/path/91770, …/path/90313). */
const LARGEST = { markdown: 4096, text: 2048 } as const;
const MOST_A_MINUTE = 20;
const MINUTE = 60_000;
const MESSAGES_KEPT = 500;

export interface Robots {
  /** The key of an environment's robot. */
  keyOf(env: string): string;
  send(key: string, body: unknown): RobotAnswer;
  /** Newest first. */
  messages(env: string): GroupMessage[];
  clear(env: string): void;
  /** Makes the next answers of a robot this error; 0 ends that. */
  answerWith(env: string, errcode: number): void;
}

/** One group robot for each environment. */
export function createRobots(kernel: Kernel): Robots {
  const chats = new Map<string, GroupMessage[]>();
  const errors = new Map<string, number>();
  const chatOf = (env: string) => {
    const known = chats.get(env) ?? [];
    chats.set(env, known);
    return known;
  };
  const keyOf = (env: string) => {
    const hex = createHash('sha256').update(`robot of ${env}`).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  };

  return {
    keyOf,
    send(key, body) {
      const env = kernel.environments().find((one) => keyOf(one) === key);
      if (env === undefined) return { errcode: 93000, errmsg: 'invalid webhook url' };
      const forced = errors.get(env);
      if (forced) return { errcode: forced, errmsg: 'as told to' };
      const message = read(body);
      if ('errcode' in message) return message;
      const chat = chatOf(env);
      const at = kernel.clock.now();
      if (chat.filter((one) => one.at > at - MINUTE).length >= MOST_A_MINUTE) {
        return { errcode: 45009, errmsg: 'api freq out of limit' };
      }
      chat.push({ at, ...message });
      if (chat.length > MESSAGES_KEPT) chat.shift();
      return { errcode: 0, errmsg: 'ok' };
    },
    messages: (env) => [...chatOf(env)].reverse(),
    clear: (env) => void chats.delete(env),
    answerWith: (env, errcode) => void errors.set(env, errcode),
  };
}

function read(body: unknown): Omit<GroupMessage, 'at'> | RobotAnswer {
  const { msgtype, ...parts } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (msgtype !== 'markdown' && msgtype !== 'text') return { errcode: 40008, errmsg: 'invalid message type' };
  const content = (parts[msgtype] as { content?: unknown } | undefined)?.content;
  if (typeof content !== 'string' || content === '') return { errcode: 44004, errmsg: 'content is empty' };
  const bytes = Buffer.byteLength(content, 'utf8');
  if (bytes > LARGEST[msgtype]) {
    return {
      errcode: 40058,
      errmsg: `${msgtype}.content exceed max length ${LARGEST[msgtype]}. invalid Request Parameter`,
    };
  }
  return { msgtype, content };
}
