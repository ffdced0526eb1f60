import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../core/failure.js';
import { now, toMs } from '../../core/time.js';
import type { AlertChannel } from '../../modules/alert/channel.js';
import { messagesOf } from './wecom-message.js';

/** A robot takes 20 messages a minute and refuses the others with 45009. */
const MOST_A_MINUTE = 20;
const MINUTE = 60_000;
const PATIENCE = 5_000;
const TRIES = 3;
const WAIT = 400;

/** Errors of the robot that pass by themselves: -1 the system is busy. */
const BUSY = new Set([-1]);

/**
 * A group robot of WeCom (developer.work.weixin.qq.com/document/path/91770).
 * @param webhook the address that WeCom shows when the robot is made; whoever knows it can write to the group, so it is a
 *   secret and in no message of ours
 */
export function wecomChannel(webhook: string): AlertChannel {
  const address = checked(webhook);
  let sent: number[] = [];

  return {
    async send(app, notices) {
      let told = 0;
      for (const { content, notices: count } of messagesOf(app, notices)) {
        sent = sent.filter((at) => at > toMs(now()) - MINUTE);
        try {
          if (sent.length >= MOST_A_MINUTE) throw unavailable('the robot has its 20 messages of this minute');
          sent.push(toMs(now()));
          await post(address, { msgtype: 'markdown', markdown: { content } });
        } catch (error) {
          if (told > 0) return told;
          throw error;
        }
        told += count;
      }
      return told;
    },
  };
}

function checked(webhook: string): URL {
  const address = URL.canParse(webhook) ? new URL(webhook) : undefined;
  const key = address?.searchParams.get('key') ?? '';
  const right = address?.protocol === 'https:' && address.host === 'qyapi.weixin.qq.com';
  if (!address || !right || address.pathname !== '/cgi-bin/webhook/send' || !/^[\w-]{8,64}$/.test(key)) {
    throw new Error(
      'ALERT_WECOM_WEBHOOK is not https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…, the address of a WeCom group robot',
    );
  }
  return address;
}

async function post(address: URL, message: object): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(address, message);
    if (answer === 0) return;
    const passing = answer === 'no answer' || BUSY.has(answer);
    if (!passing || attempt === TRIES) throw unavailable(`the robot answers ${answer}`);
    await pause(WAIT * attempt);
  }
}

/** @returns the robot's errcode: 0 for success, 45009 too many messages, 93000 no such robot, 40058 bad message */
async function ask(address: URL, message: object): Promise<number | 'no answer'> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { errcode } = (await response.json()) as { errcode?: unknown };
    return typeof errcode === 'number' ? errcode : 'no answer';
  } catch {
    // What fetch throws names the address, and with it the robot's key.
    return 'no answer';
  }
}

function unavailable(problem: string): Failure {
  return new Failure('ALERT_CHANNEL_UNAVAILABLE', { cause: new Error(problem) });
}
