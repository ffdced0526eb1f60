import { randomUUID } from 'node:crypto';
import type { Kernel } from '../kernel/kernel.js';
import { cloudPayEvent, type FunctionTarget, parseFunctionTarget } from './cloud-pay-event.js';
import type { Faults } from './faults.js';
import type { Ledger } from './ledger.js';
import type { MerchantKeys } from './merchant.js';
import { composeNotice, type NoticeMessage } from './notice-message.js';
import { localTarget } from './notify-target.js';
import type { Delivery, Notice } from './records.js';

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** Waits between attempts (pay.weixin.qq.com, 支付成功回调通知): 15 retries over 24 h 4 min, then none. */
export const RETRY_WAITS: readonly number[] = [
  ...[15, 15, 30].map((s) => s * SECOND),
  ...[3, 10, 20, 30, 30, 30, 60].map((m) => m * MINUTE),
  ...[3, 3, 3, 6, 6].map((h) => h * HOUR),
];

/** Posts a callback to an address on this machine; resolves with status and start of the body, rejects without an answer. */
export type Deliver = (url: string, message: NoticeMessage) => Promise<{ status: number; answer: string }>;

/** Runs a function for a callback of cloudPay; resolves with what it answered. */
export type InvokeFunction = (env: string, functionName: string, event: Record<string, unknown>) => Promise<unknown>;

export type NewNotice = Pick<Notice, 'event' | 'summary' | 'kind' | 'about' | 'notifyUrl' | 'resource'>;

/** Delivers the callbacks of one merchant until each is taken or given up. */
export interface Notifier {
  /** Writes a callback into the books, to be delivered once `flush` is called; for use inside `ledger.together`. */
  enqueue(notice: NewNotice): Notice;
  /** Attempts everything that is due. */
  flush(): Promise<void>;
  /** One attempt that leaves no trace in the books: for scripted callbacks. */
  attempt(notice: Notice, message: NoticeMessage): Promise<Delivery>;
  /** Schedules what an earlier run left pending. */
  resume(): void;
  close(): Promise<void>;
}

interface NotifierParts {
  env: string;
  keys: MerchantKeys;
  ledger: Ledger;
  faults: Faults;
  kernel: Kernel;
  deliver: Deliver;
  invoke?: InvokeFunction;
}

export function createNotifier({ env, keys, ledger, faults, kernel, deliver, invoke }: NotifierParts): Notifier {
  const { clock } = kernel;
  const underWay = new Map<string, Promise<void>>();
  const wakes = new Map<string, () => void>();
  let closed = false;

  async function attempt(notice: Notice, message: NoticeMessage): Promise<Delivery> {
    const at = clock.now();
    try {
      const place = parseFunctionTarget(notice.notifyUrl);
      if (place) return { at, ...(await callFunction(place, notice)) };
      const target = localTarget(notice.notifyUrl, kernel.baseUrl(), kernel.hasEnvironment);
      if ('refused' in target) return { at, status: 0, answer: target.refused };
      return { at, ...(await deliver(target.url, message)) };
    } catch (error) {
      return { at, status: 0, answer: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A function takes a callback by answering `{errcode: 0}`. */
  async function callFunction(place: FunctionTarget, notice: Notice): Promise<{ status: number; answer: string }> {
    if (!invoke) throw new Error('this local cloud runs no functions');
    const result = await invoke(place.env, place.functionName, cloudPayEvent(notice, keys));
    const taken = (result as { errcode?: unknown } | null)?.errcode === 0;
    return { status: taken ? 200 : 500, answer: JSON.stringify(result) ?? '' };
  }

  const isRefused = ({ notifyUrl }: Notice): boolean =>
    !parseFunctionTarget(notifyUrl) && 'refused' in localTarget(notifyUrl, kernel.baseUrl(), kernel.hasEnvironment);

  async function deliverOnce(id: string): Promise<void> {
    const notice = ledger.notices.get(id);
    if (notice?.state !== 'pending') return;
    const message = composeNotice(notice, keys, faults.switches.publicKeyMode, clock.now());
    const copies = faults.switches.duplicateCallbacks ? 2 : 1;
    const deliveries = await Promise.all(Array.from({ length: copies }, () => attempt(notice, message)));
    if (closed) return;
    settle({ ...notice, attempts: notice.attempts + 1, deliveries: [...notice.deliveries, ...deliveries] }, deliveries);
  }

  function settle(notice: Notice, deliveries: Delivery[]) {
    const label = `wechat-pay ${env}: ${notice.event} of ${notice.about}`;
    const { dueAt: _, ...rest } = notice;
    const wait = RETRY_WAITS[notice.attempts - 1];
    const last = deliveries.at(-1)!;
    if (deliveries.some(({ status }) => status === 200 || status === 204)) {
      ledger.notices.put({ ...rest, state: 'delivered' });
    } else if (isRefused(notice)) {
      ledger.notices.put({ ...rest, state: 'refused' });
      kernel.log(`${label} is not delivered: ${last.answer}`);
    } else if (wait === undefined) {
      ledger.notices.put({ ...rest, state: 'given-up' });
      kernel.log(`${label} is given up after ${notice.attempts} attempts: ${last.status} ${last.answer}`);
    } else {
      const pending = { ...rest, dueAt: clock.now() + wait };
      ledger.notices.put(pending);
      kernel.log(`${label} was answered ${last.status} ${last.answer}; again in ${wait / SECOND} s`);
      schedule(pending);
    }
  }

  function schedule(notice: Notice) {
    wakes.get(notice.id)?.();
    wakes.set(
      notice.id,
      clock.schedule(notice.dueAt ?? clock.now(), () => start(notice.id)),
    );
  }

  /** Starts an attempt unless one is under way or callbacks are held; never rejects. */
  function start(id: string): Promise<void> {
    wakes.get(id)?.();
    wakes.delete(id);
    if (closed || faults.switches.holdCallbacks) return Promise.resolve();
    const running = underWay.get(id);
    if (running) return running;
    const run = deliverOnce(id)
      .catch((error: unknown) => kernel.log(`wechat-pay ${env}: callback ${id} failed: ${String(error)}`))
      .finally(() => underWay.delete(id));
    underWay.set(id, run);
    return run;
  }

  const pending = () => ledger.notices.find('second', 'pending');

  return {
    attempt,
    enqueue(fresh) {
      const now = clock.now();
      const notice: Notice = {
        ...fresh,
        id: randomUUID(),
        createdAt: now,
        state: 'pending',
        attempts: 0,
        dueAt: now,
        deliveries: [],
      };
      ledger.notices.put(notice);
      return notice;
    },
    async flush() {
      const due = pending().filter((notice) => (notice.dueAt ?? 0) <= clock.now());
      await Promise.all(due.map((notice) => start(notice.id)));
    },
    resume() {
      for (const notice of pending()) schedule(notice);
    },
    async close() {
      closed = true;
      for (const cancel of wakes.values()) cancel();
      await Promise.all(underWay.values());
    },
  };
}
