import { operatorDatabase } from '../../scripts/lib/seed.js';
import type { App } from '../../shared/apps/app.js';
import { platformCollections } from '../../shared/apps/platform.js';
import type { Answer } from '../../shared/contracts/contract.js';
import type { BuiltInRole } from '../../shared/contracts/permissions.js';
import type { Instant } from '../../shared/contracts/terms.js';
import { environmentName } from '../../shared/core/environment.js';
import { signToken } from '../../shared/core/tokens.js';
import { type Buyer, callFunction, createBuyer } from '../kit/buyer.js';
import { type RunningCloud, startCloud } from '../kit/local-cloud.js';
import { createOperator } from '../kit/operator.js';
import { pauseOtherTimers, type Shop, shopOf } from '../kit/shop.js';

/** Somebody who calls actions. */
export interface Caller {
  kind: 'guest' | 'member' | 'operator' | 'system';
  /** Sends anything at all, and gives the answer as it came. */
  send(name: string, data: object): Promise<Answer<unknown>>;
}

/** One app in a local cloud, and everybody who may want something of it. */
export interface Stage {
  cloud: RunningCloud;
  env: string;
  /** What the app sells, its orders and payments; only where it sells anything. */
  shop: Shop;
  guest(): Caller;
  /** A user whom nobody has seen before, unless named. */
  member(openid?: string): Caller & Buyer;
  operator(...roles: BuiltInRole[]): Caller;
  /** The environment itself: what timers and other functions call as. */
  system(): Caller;
  /** What the app keeps, without what the platform keeps beside it, once events that are under way have arrived. */
  snapshot(): Promise<Record<string, unknown[]>>;
  advance(ms: number): Promise<unknown>;
}

/** A local cloud with empty apps, in which no timer runs by itself. */
export async function openTheatre(): Promise<RunningCloud> {
  const cloud = await startCloud({ bare: true });
  await pauseOtherTimers(cloud, []);
  return cloud;
}

let strangers = 0;

/** Events arrive within a second or two, and on a busy machine within ten. */
const MOST_LOOKS = 100;
/** Events that wait in the document that they happened to. */
const UNDELIVERED = /"waiting":\[\{/;

export function stageOf(cloud: RunningCloud, app: App): Stage {
  const env = app.name;
  const db = operatorDatabase(cloud.url, env);
  const platform = new Set(platformCollections.map(({ name }) => name));
  const kept = app.collections.map(({ name }) => name).filter((name) => !platform.has(name));

  const keptNow = async () => {
    const documents = async (name: string) => (await db.collection(name).orderBy('_id', 'asc').limit(1000).get()).data;
    const found = await Promise.all(kept.map(async (name) => [name, await documents(name)] as const));
    return Object.fromEntries(found);
  };

  return {
    cloud,
    env,
    shop: shopOf(cloud, env),
    guest: () => ({ kind: 'guest', send: (name, data) => callFunction(cloud, env, name, data) }),
    member: (openid) => ({ kind: 'member', ...createBuyer(cloud, env, openid) }),
    operator(...roles) {
      strangers += 1;
      return { kind: 'operator', ...createOperator(cloud, env, roles, `op-${strangers}`) };
    },
    system: () => ({
      kind: 'system',
      async send(name, data) {
        const { iso } = await cloud.get<{ iso: Instant }>('/__hub/clock');
        const terms = { purpose: 'assertion', audience: `${environmentName(env, env)}/${name}` } as const;
        const claims = { actor: { kind: 'system' }, caller: 'tests', traceId: 'tests' };
        const assertion = await signToken(terms, claims, 30, iso);
        return callFunction(cloud, env, name, { ...data, $yunshu: { assertion } });
      },
    }),
    async snapshot() {
      for (let tries = 0; tries < MOST_LOOKS; tries += 1) {
        const before = await keptNow();
        await new Promise((resolve) => setTimeout(resolve, 100));
        const text = JSON.stringify(await keptNow());
        if (text === JSON.stringify(before) && !UNDELIVERED.test(text)) return before;
      }
      throw new Error(`${env} never comes to rest`);
    },
    advance: (ms) => cloud.post('/__hub/clock/advance', { ms }),
  };
}
