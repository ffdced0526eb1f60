import { join } from 'node:path';
import type { Kernel } from '../kernel/kernel.js';
import { createFaults, type Faults } from './faults.js';
import { type Ledger, openLedger } from './ledger.js';
import { hasMerchant, type MerchantKeys, openMerchant, prepareMerchant } from './merchant.js';
import { createNotifier, type Deliver, type InvokeFunction, type Notifier } from './notifier.js';
import { findRefund } from './refunds.js';
import { watchTransfer } from './transfers.js';

/** The merchant of one environment, with its books and its callbacks. */
export interface Account {
  env: string;
  appid: string;
  keys: MerchantKeys;
  ledger: Ledger;
  faults: Faults;
  notifier: Notifier;
  now(): number;
  /** Does `settle` at an instant (ms), then sends the callbacks that came of it. */
  watch(at: number, settle: () => unknown): void;
}

export interface Accounts {
  /** The account of an environment, made at first use. */
  of(env: string): Account;
  /** The account that a merchant number belongs to. */
  byMchid(mchid: string): Account | undefined;
  /** Makes the merchants of environments that have none, all at the same time. */
  prepare(envs: readonly string[]): Promise<void>;
  /** Accounts that exist, for what is looked up without knowing the environment. */
  existing(): Account[];
  close(): Promise<void>;
}

interface AccountOptions {
  appidOf(env: string): string;
  deliver: Deliver;
  invoke?: InvokeFunction;
  /** What the cashier shows as the receiver. */
  nameOf(env: string): string;
  /** See PaySwitches; what every merchant begins with. */
  publicKeyMode: boolean;
}

export function createAccounts(
  kernel: Kernel,
  { appidOf, deliver, invoke, nameOf, publicKeyMode }: AccountOptions,
): Accounts {
  const open = new Map<string, Account>();
  const watches = new Set<() => void>();
  const folderOf = (env: string) => join(kernel.dataDir, env, 'wechat-pay');

  function openAccount(env: string): Account {
    const keys = openMerchant(folderOf(env), nameOf(env), kernel.clock.now());
    const ledger = openLedger(folderOf(env));
    const faults = createFaults({ publicKeyMode });
    const notifier = createNotifier({ env, keys, ledger, faults, kernel, deliver, invoke });
    const account: Account = {
      env,
      appid: appidOf(env),
      keys,
      ledger,
      faults,
      notifier,
      now: () => kernel.clock.now(),
      watch(at, settle) {
        const cancel = kernel.clock.schedule(at, async () => {
          watches.delete(cancel);
          try {
            await settle();
            await notifier.flush();
          } catch (error) {
            kernel.log(`wechat-pay ${env}: ${(error as Error).stack ?? String(error)}`);
          }
        });
        watches.add(cancel);
      },
    };
    open.set(env, account);
    notifier.resume();
    for (const refund of ledger.refunds.all()) {
      if (refund.state === 'PROCESSING') account.watch(refund.settlesAt, () => findRefund(account, refund.outRefundNo));
    }
    for (const transfer of ledger.transfers.all()) watchTransfer(account, transfer);
    return account;
  }

  const of = (env: string) => open.get(env) ?? openAccount(env);
  const existing = () =>
    kernel
      .environments()
      .filter((env) => open.has(env) || hasMerchant(folderOf(env)))
      .map(of);

  return {
    of,
    existing,
    async prepare(envs) {
      await Promise.all(envs.map((env) => prepareMerchant(folderOf(env), nameOf(env), kernel.clock.now())));
    },
    byMchid: (mchid) => existing().find((account) => account.keys.mchid === mchid),
    async close() {
      for (const cancel of watches) cancel();
      for (const account of open.values()) {
        await account.notifier.close();
        account.ledger.close();
      }
      open.clear();
    },
  };
}
