import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kernel } from '../kernel/kernel.js';
import { localTarget } from '../wechat-pay/notify-target.js';
import type { WechatOptions } from './options.js';
import type { PendingPush, WechatStore } from './store.js';

/** Where messages of WeChat go (消息推送): a function of the environment, or an address on this machine. */
export type PushTarget = { functionName: string } | { url: string; token: string };

/** WeChat tries three times, five seconds apart. */
const ATTEMPTS = 3;
const PAUSE = 5_000;

/** Delivers what WeChat's servers tell a mini-program later. */
export interface Pusher {
  target(): PushTarget | undefined;
  setTarget(target: PushTarget): void;
  /** Sends a message after `delayMs` of the virtual clock. */
  send(message: Record<string, unknown>, delayMs: number): void;
  resume(): void;
  close(): Promise<void>;
}

interface PusherParts {
  env: string;
  kernel: Kernel;
  store: WechatStore;
  options: WechatOptions;
}

export function createPusher({ env, kernel, store, options }: PusherParts): Pusher {
  const cancels = new Map<string, () => void>();
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const target = (): PushTarget | undefined => {
    const stored = store.setting('push');
    return stored === undefined ? undefined : (JSON.parse(stored) as PushTarget);
  };

  function schedule(push: PendingPush) {
    cancels.set(
      push.id,
      kernel.clock.schedule(push.due, () => {
        cancels.delete(push.id);
        const run = attempt(push).finally(() => underWay.delete(run));
        underWay.add(run);
        return run;
      }),
    );
  }

  /** Never rejects. */
  async function attempt(push: PendingPush): Promise<void> {
    const attempts = push.attempts + 1;
    const failure = await deliver(push.message).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (closed) return;
    const outcome = { message: push.message, attempts, ...(failure !== undefined && { failure }) };
    store.record({ at: kernel.clock.now(), kind: 'push', content: outcome });
    if (failure === undefined || attempts === ATTEMPTS) store.dropPush(push.id);
    if (failure === undefined) return;
    kernel.log(`wechat ${env}: message ${String(push.message.Event)} was not taken (${attempts}): ${failure}`);
    if (attempts === ATTEMPTS) return;
    const again = { ...push, attempts, due: kernel.clock.now() + PAUSE };
    store.putPush(again);
    schedule(again);
  }

  async function deliver(message: Record<string, unknown>): Promise<void> {
    const to = target();
    if (!to) throw new Error('no target is set; POST /__hub/wechat/push {env, functionName} sets one');
    if ('functionName' in to) {
      if (!options.invoke) throw new Error('this local cloud runs no functions');
      await options.invoke(env, to.functionName, message);
      return;
    }
    const local = localTarget(to.url, kernel.baseUrl(), kernel.hasEnvironment);
    if ('refused' in local) throw new Error(local.refused);
    const response = await fetch(`${local.url}?${signedQuery(to.token, kernel.clock.now())}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(PAUSE),
    });
    const answer = await response.text();
    if (response.status !== 200) throw new Error(`the receiver answered ${response.status} ${answer.slice(0, 200)}`);
  }

  return {
    target,
    setTarget: (next) => store.set('push', JSON.stringify(next)),
    send(message, delayMs) {
      const push = { id: randomUUID(), due: kernel.clock.now() + delayMs, attempts: 0, message };
      store.putPush(push);
      schedule(push);
    },
    resume() {
      for (const push of store.pushes()) schedule(push);
    },
    async close() {
      closed = true;
      for (const cancel of cancels.values()) cancel();
      await Promise.all(underWay);
    },
  };
}

/** The query that proves a push comes from WeChat: SHA-1 over token, timestamp and nonce, sorted. */
function signedQuery(token: string, now: number): string {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = String(randomBytes(4).readUInt32BE());
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex');
  return new URLSearchParams({ signature, timestamp, nonce }).toString();
}
