import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { FunctionsService } from '../../functions/index.js';
import { CloudError } from '../../kernel/cloud-error.js';
import type { Kernel } from '../../kernel/kernel.js';
import { writeDurably } from '../../wechat-pay/durable-file.js';

/** How often a failed event is tried again, and how long it may wait at all. */
export interface AsyncConfig {
  /** 0 to 2. */
  retries: number;
  ttlSeconds: number;
}

/** The platform's, unless configured otherwise (Error Types and Retry Policies, 583/39851). */
export const ASYNC_DEFAULTS: AsyncConfig = { retries: 2, ttlSeconds: 6 * 3600 };
const RETRY_AFTER_MS = 60_000;
/** Limits, 583/11637. */
export const ASYNC_EVENT_BYTES = 128 * 1024;

interface AsyncEvent {
  id: string;
  env: string;
  name: string;
  qualifier: string;
  event: unknown;
  /** Virtual time, ms; so are all instants here. */
  takenAt: number;
  /** Times that the function ran and failed. */
  failures: number;
}

/** Events that were taken and whose sender does not wait: each is on the disk until it is done or given up. */
export interface AsyncEvents {
  /** Takes an event; it runs soon. */
  add(env: string, name: string, qualifier: string, event: unknown): void;
  /** Goes on with the events of an environment that were taken when the local cloud last ran. */
  restore(env: string): void;
  /** Stops working on an environment's events, and leaves what is on the disk. */
  suspend(env: string): void;
  close(): void;
}

/** @param configOf of a function; the defaults for one that is gone */
export function createAsyncEvents(
  kernel: Kernel,
  functions: Pick<FunctionsService, 'invoke'>,
  configOf: (env: string, name: string) => AsyncConfig,
): AsyncEvents {
  const waiting = new Map<AsyncEvent, () => void>();
  const folderOf = (env: string) => path.join(kernel.dataDir, env, 'functions', '.async');
  const fileOf = ({ env, id }: AsyncEvent) => path.join(folderOf(env), `${id}.json`);

  function keep(event: AsyncEvent): void {
    mkdirSync(folderOf(event.env), { recursive: true });
    writeDurably(fileOf(event), `${JSON.stringify(event)}\n`);
  }

  function forget(event: AsyncEvent): void {
    waiting.delete(event);
    rmSync(fileOf(event), { force: true });
  }

  function wait(event: AsyncEvent, ms: number): void {
    waiting.set(
      event,
      kernel.clock.schedule(kernel.clock.now() + ms, () => run(event)),
    );
  }

  async function run(event: AsyncEvent): Promise<void> {
    const { env, name, qualifier } = event;
    try {
      await functions.invoke(env, name, event.event, { source: '' }, { qualifier });
      forget(event);
    } catch (error) {
      if (waiting.has(event)) tryAgain(event, error);
    }
  }

  function tryAgain(event: AsyncEvent, error: unknown): void {
    const { env, name } = event;
    const { retries, ttlSeconds } = configOf(env, name);
    const code = error instanceof CloudError ? error.code : '';
    const failed = { ...event, failures: event.failures + (code === 'EXCEED_CONCURRENT_REQUEST_LIMIT' ? 0 : 1) };
    const tooOld = kernel.clock.now() + RETRY_AFTER_MS - event.takenAt > ttlSeconds * 1000;
    waiting.delete(event);
    if (code === 'FUNCTION_NOT_FOUND' || failed.failures > retries || tooOld) {
      const why = error instanceof Error ? error.message : String(error);
      kernel.log(`${env}/${name}: an asynchronous event is given up after ${failed.failures} failures: ${why}`);
      forget(event);
      return;
    }
    keep(failed);
    wait(failed, RETRY_AFTER_MS);
  }

  return {
    add(env, name, qualifier, event) {
      const taken = { id: randomUUID(), env, name, qualifier, event, takenAt: kernel.clock.now(), failures: 0 };
      keep(taken);
      wait(taken, 0);
    },
    restore(env) {
      const folder = folderOf(env);
      if (!existsSync(folder)) return;
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
        wait(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as AsyncEvent, 0);
      }
    },
    suspend(env) {
      for (const [event, cancel] of waiting) {
        if (event.env !== env) continue;
        cancel();
        waiting.delete(event);
      }
    },
    close() {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
