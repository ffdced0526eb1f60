import type { PayErrorCode } from './errors.js';

/** The requests that a fault can be aimed at. */
export const PAY_APIS = [
  'prepay',
  'query',
  'close',
  'refund',
  'queryRefund',
  'bill',
  'transfer',
  'certificates',
] as const;
export type PayApi = (typeof PAY_APIS)[number];

/** What happens to the next requests instead of, or after, being served. */
export interface PayFault {
  /** Which requests; absent for any. */
  api?: PayApi;
  /**
   * `error`: answered with `code`, nothing done. `timeout`: nothing done, the connection ends after `ms` without an
   * answer. `drop`: done, but the connection ends without an answer. `delay`: done and answered after `ms`.
   */
  kind: 'error' | 'timeout' | 'drop' | 'delay';
  code?: PayErrorCode;
  /** Real milliseconds. */
  ms: number;
  /** How many requests are left to hit. */
  times: number;
}

/** What a tester can turn on for one merchant. Not kept over a restart. */
export interface PaySwitches {
  /** Callbacks wait until this is off again. */
  holdCallbacks: boolean;
  /** Answers and callbacks are signed with the public key (`PUB_KEY_ID_…`), and there are no certificates to fetch. */
  publicKeyMode: boolean;
  /** Every callback is delivered twice at the same time, as WeChat Pay sometimes does. */
  duplicateCallbacks: boolean;
  /** Virtual ms between a refund's acceptance and its end. */
  refundDelayMs: number;
  /** Fen that one merchant transfer may have at most; merchants ask for more in their console. */
  largestTransfer: number;
  /** How refunds end. */
  refundOutcome: 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
}

export interface Faults {
  readonly switches: PaySwitches;
  readonly rules: PayFault[];
  /** The fault that hits this request, which uses it up once. */
  take(api: PayApi): PayFault | undefined;
  clear(): void;
}

const CALM: PaySwitches = {
  holdCallbacks: false,
  publicKeyMode: false,
  duplicateCallbacks: false,
  refundDelayMs: 2_000,
  largestTransfer: 20_000,
  refundOutcome: 'SUCCESS',
};

/** @param standing switches that a merchant begins with, and comes back to */
export function createFaults(standing: Partial<PaySwitches> = {}): Faults {
  const calm = { ...CALM, ...standing };
  const switches = { ...calm };
  const rules: PayFault[] = [];
  return {
    switches,
    rules,
    take(api) {
      const rule = rules.find((one) => one.times > 0 && (one.api === undefined || one.api === api));
      if (rule) rule.times--;
      return rule;
    },
    clear() {
      rules.length = 0;
      Object.assign(switches, calm);
    },
  };
}
