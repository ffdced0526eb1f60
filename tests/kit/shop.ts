import { randomBytes } from 'node:crypto';
import { operatorDatabase } from '../../scripts/lib/seed.js';
import type { Grants } from '../../shared/contracts/benefit/grants.js';
import type { Contract, Input, Output } from '../../shared/contracts/contract.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { payPrepay } from '../../shared/contracts/pay/prepay.js';
import type { BuiltInRole } from '../../shared/contracts/permissions.js';
import { type Buyer, createBuyer, newRequestId } from './buyer.js';
import { type RunningCloud, startCloud } from './local-cloud.js';
import { callAsSystem, createOperator, type TestOperator } from './operator.js';

export const MINUTE = 60_000;

/** Goods made for one test. */
export interface Goods {
  spuId: string;
  skuId: string;
  /** Fen. */
  price: number;
  /** Pieces that can be ordered now. */
  available(): Promise<number>;
  /** Orders that have pieces set aside. */
  holds(): Promise<string[]>;
}

interface GoodsOptions {
  stock?: number;
  /** Fen. */
  price?: number;
  /** For what is granted and not sent: it has no stock. */
  grants?: Grants;
}

/** The shop `ruizhu` in a local cloud of its own, and what a test does with it. */
export type Shop = Awaited<ReturnType<typeof openShop>>;

/** What a shop is opened with. */
export interface ShopOptions extends NonNullable<Parameters<typeof startCloud>[0]> {
  /** The functions whose timers run; all of them unless said. An advance of the clock costs what its timers do. */
  timers?: readonly string[];
}

export async function openShop({ timers, ...options }: ShopOptions = {}) {
  const cloud = await startCloud(options);
  if (timers) await pauseOtherTimers(cloud, timers);
  return shopOf(cloud);
}

/** In every environment of the cloud. */
export async function pauseOtherTimers(cloud: RunningCloud, running: readonly string[]): Promise<void> {
  const all = await cloud.get<{ env: string; functionName: string; name: string }[]>('/__hub/timers');
  for (const { env, functionName, name } of all.filter((timer) => !running.includes(timer.functionName))) {
    await cloud.post('/__hub/timers', { env, functionName, name, paused: true });
  }
}

/** A shop of a local cloud that runs already: what the app `env` sells. */
export function shopOf(cloud: RunningCloud, env = 'ruizhu') {
  const db = operatorDatabase(cloud.url, env);
  const documents = async <T>(collection: string, where: object): Promise<T[]> =>
    (await db.collection(collection).where(where).limit(1000).get()).data as T[];

  return {
    cloud,
    env,
    db,
    documents,
    buyer: (openid?: string): Buyer => createBuyer(cloud, env, openid),

    /** Somebody who works for the shop. */
    operator: (roles: readonly BuiltInRole[], operatorId?: string): TestOperator =>
      createOperator(cloud, env, roles, operatorId),

    /** Does what the system does by itself, without waiting for its timer. */
    asSystem: <C extends Contract>(contract: C, input: Input<C>): Promise<Output<C>> =>
      callAsSystem(cloud, env, contract, input),

    /** Puts something on sale that no other test knows of. */
    async goods({ stock = 10, price = 12_800, grants }: GoodsOptions = {}): Promise<Goods> {
      const [spuId, skuId] = [makeId('spu'), makeId('sku')];
      if (!grants) await db.collection('stocks').add({ _id: skuId, available: stock, holds: {} });
      await db.collection('products').add({
        _id: spuId,
        title: `测试商品 ${spuId.slice(-4)}`,
        subtitle: '',
        pictures: ['/assets/test.svg'],
        story: [],
        facts: [],
        options: [{ name: '规格', values: ['标准'] }],
        skus: [{ skuId, options: { 规格: '标准' }, price, ...(grants && { grants }) }],
        priceFrom: price,
        priceVaries: false,
        rank: 1000,
        onSale: true,
      });
      const stockOf = async () => (await documents<{ available: number; holds: object }>('stocks', { _id: skuId }))[0]!;
      return {
        spuId,
        skuId,
        price,
        available: async () => (await stockOf()).available,
        holds: async () => Object.keys((await stockOf()).holds ?? {}),
      };
    },

    /** An order of `quantity` pieces that waits for its money. */
    async unpaidOrder(buyer: Buyer, goods: Goods, quantity = 1) {
      const addressId = await buyer.addressId();
      const lines = [{ skuId: goods.skuId, quantity }];
      return buyer.call(orderCreate, { requestId: newRequestId(), lines, addressId });
    },

    /** Opens the cashier of an order. @returns the prepay id */
    async openCashier(buyer: Buyer, orderId: string): Promise<string> {
      const { payment } = await buyer.call(payPrepay, { orderId });
      return payment.package.replace('prepay_id=', '');
    },

    /**
     * Opens the cashier at the very moment at which the order is cancelled: the cancel finds no trade to close, and the
     * trade comes into being after it. @returns the prepay id of an order that is closed and can be paid
     */
    async openCashierBehindCancel(buyer: Buyer, orderId: string): Promise<string> {
      const slow = { kind: 'latency', function: 'pay-prepay', action: 'api.mch.weixin.qq.com*', ms: 1500, times: 1 };
      await cloud.post('/__hub/faults', slow);
      const opening = this.openCashier(buyer, orderId);
      await this.struck();
      await buyer.call(orderCancel, { orderId, requestId: newRequestId() });
      return opening;
    },

    /** Waits until the faults that were asked for have struck. */
    async struck(): Promise<void> {
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await cloud.get<object[]>('/__hub/faults')).length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error('a fault never struck');
    },

    /** The buyer confirms the payment in WeChat's cashier. */
    confirm(buyer: Buyer, prepayId: string): Promise<unknown> {
      return cloud.post(`/__wechat-pay/cashier/${prepayId}`, { action: 'pay', openid: buyer.openid });
    },

    /** Opens the cashier and confirms at once. */
    async pay(buyer: Buyer, orderId: string): Promise<void> {
      await this.confirm(buyer, await this.openCashier(buyer, orderId));
    },

    /** What the payment platform knows of an order. */
    async trade(orderId: string) {
      const { trades, refunds } = await cloud.get<{
        trades: { outTradeNo: string; state: string; total: number }[];
        refunds: { outTradeNo: string; state: string; amount: number }[];
      }>(`/__hub/wechat-pay/orders?env=${env}`);
      const refunded = refunds.filter((refund) => refund.outTradeNo === orderId && refund.state === 'SUCCESS');
      return {
        state: trades.find(({ outTradeNo }) => outTradeNo === orderId)?.state,
        refunded: refunded.reduce((sum, { amount }) => sum + amount, 0),
        refunds: refunds.filter((refund) => refund.outTradeNo === orderId).length,
      };
    },

    /** Sends a callback as a script has it. @returns the HTTP statuses that the shop answered */
    async callback(orderId: string, kind: string, extra: object = {}): Promise<number[]> {
      const { deliveries } = await cloud.post<{ deliveries: { status: number }[] }>('/__hub/wechat-pay/callbacks', {
        env,
        outTradeNo: orderId,
        kind,
        ...extra,
      });
      return deliveries.map(({ status }) => status);
    },

    switches: (switches: object) => cloud.post('/__hub/wechat-pay/switches', { env, ...switches }),

    advance: (ms: number) => cloud.post('/__hub/clock/advance', { ms }),

    /**
     * Lets time pass, and the sweepers look at each of its turns, until nothing is left for them: an order is never looked at
     * again more than an hour later. Where timers are paused it costs two runs a turn instead of one a minute.
     */
    async settle(): Promise<void> {
      for (const minutes of [3, 3, 31, 3, 3]) await this.pass(minutes * MINUTE);
    },

    /** Lets time pass, and then the sweepers have their turn, whether or not their timers are paused. */
    async pass(ms: number): Promise<void> {
      await this.advance(ms);
      const timers = await cloud.get<{ functionName: string; name: string }[]>(`/__hub/timers?env=${env}`);
      for (const sweeper of ['order-sweep', 'event-sweep']) {
        const { name } = timers.find(({ functionName }) => functionName === sweeper)!;
        // One that is killed, as a test may want, has had its turn.
        await cloud.post('/__hub/timers/run', { env, functionName: sweeper, name }).catch(() => undefined);
      }
    },

    /** Waits, in real time and not for long, until an order stands as expected. */
    async until(buyer: Buyer, orderId: string, status: string) {
      for (let tries = 0; tries < 50; tries += 1) {
        const order = await buyer.call(orderGet, { orderId });
        if (order.status === status) return order;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`order ${orderId} never became ${status}`);
    },
  };
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id of the kind that `prefix` tells, which nothing has yet. */
export function makeId(prefix: string): string {
  return `${prefix}_${Array.from(randomBytes(26), (byte) => DIGITS[byte & 31]).join('')}`;
}

/** `count` things made by `make`. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
