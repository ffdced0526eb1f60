import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import { environmentOf, REGION } from '../tcb/environments.js';
import type { HostingStores } from './stores.js';

/** Turning static hosting on, and where its site and its files are. `Regoin` is spelt as the platform spells it. */
export function createHostingActions(kernel: Kernel, stores: HostingStores): Record<string, TencentAction> {
  const describe = (env: string) => ({
    EnvId: env,
    CdnDomain: stores.domainOf(env),
    Bucket: stores.bucketOf(env),
    Regoin: REGION,
    Status: 'online',
    MaxDomain: 0,
    Id: 1,
    UpdateTime: '',
  });
  return {
    DescribeStaticStore: ({ params }) => {
      const env = environmentOf(kernel, params);
      return { Data: stores.isOn(env) ? [describe(env)] : [] };
    },
    CreateStaticStore: ({ params }) => {
      const env = environmentOf(kernel, params);
      if (stores.isOn(env)) throw new TencentError('ResourceInUse', `static hosting of "${env}" is on already`);
      stores.turnOn(env);
      return { Result: 'succ' };
    },
  };
}
