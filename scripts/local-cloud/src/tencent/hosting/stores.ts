import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Kernel } from '../../kernel/kernel.js';
import { type ObjectStore, openObjectStore } from '../../storage/object-store.js';
import type { Account } from '../auth/account.js';

/** The static hosting of all environments: each has to be turned on, then has a bucket, whose files are a site. */
export interface HostingStores {
  isOn(env: string): boolean;
  turnOn(env: string): void;
  /** Files of an environment; undefined where hosting is off. */
  of(env: string): ObjectStore | undefined;
  bucketOf(env: string): string;
  domainOf(env: string): string;
  /** The environment that a bucket belongs to. */
  environmentOf(bucket: string): string | undefined;
  /** Lets go of the files of some environments, so that they can be replaced; of all when absent. */
  close(environments?: readonly string[]): void;
}

/** Files are kept in `<dataDir>/<env>/hosting`, which is there once hosting is on. */
export function createHostingStores(kernel: Kernel, { appId }: Account): HostingStores {
  const open = new Map<string, ObjectStore>();
  const folderOf = (env: string) => path.join(kernel.dataDir, env, 'hosting');
  const isOn = (env: string) => open.has(env) || (kernel.hasEnvironment(env) && existsSync(folderOf(env)));
  const bucketOf = (env: string) => `${Buffer.from(env).toString('hex').slice(0, 4)}-static-${env}-${appId}`;

  function opened(env: string): ObjectStore {
    const store = open.get(env) ?? openObjectStore(folderOf(env));
    open.set(env, store);
    return store;
  }

  return {
    isOn,
    turnOn: (env) => void opened(env),
    of: (env) => (isOn(env) ? opened(env) : undefined),
    bucketOf,
    domainOf: (env) => `${env}-${appId}.tcloudbaseapp.com`,
    environmentOf: (bucket) => kernel.environments().find((env) => bucketOf(env).toLowerCase() === bucket),
    close(environments = [...open.keys()]) {
      for (const env of environments) {
        open.get(env)?.close();
        open.delete(env);
      }
    },
  };
}
