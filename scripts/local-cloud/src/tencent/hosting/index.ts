import type { Route } from '../../kernel/http.js';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { type Account, FIXED_KEYS } from '../auth/account.js';
import { createHostingActions } from './actions.js';
import { createHostingCosDoor } from './cos-door.js';
import { createSiteDoor } from './site-door.js';
import { createHostingStores } from './stores.js';

/** Static hosting: a bucket of files for each environment that turned it on, served as a site. */
export interface HostingService {
  actions: Record<string, TencentAction>;
  routes: Route[];
  /** Lets go of the files of some environments; of all when absent. */
  close(environments?: readonly string[]): void;
}

export function createHosting(kernel: Kernel, account: Account): HostingService {
  const stores = createHostingStores(kernel, account);
  const keys = new Map([account, FIXED_KEYS].map(({ secretId, secretKey }) => [secretId, secretKey]));
  return {
    actions: createHostingActions(kernel, stores),
    routes: [createHostingCosDoor(kernel, stores, (secretId) => keys.get(secretId)), createSiteDoor(stores)],
    close: stores.close,
  };
}
