import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../scripts/deploy/plan.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { type Shop, shopOf } from '../kit/shop.js';
import { ENV, finished, type Stage, setStage } from './kit.js';

/** Fewer functions than actions: whole modules share one. */
const SMALL = ['--functions', '12'];

let stage: Stage;
let shop: Shop;
beforeAll(async () => {
  stage = await setStage([
    'user',
    'catalog',
    'cart',
    'address',
    'order',
    'pay',
    'http-api',
    'http-metrics',
    'http-pay-notify',
    'request',
  ]);
}, 300_000);
afterAll(() => stage.close());

describe('deploying into a bare environment', { timeout: 300_000 }, () => {
  it('plans everything, and names the secrets that nobody gave', async () => {
    const { code, output } = await stage.run(['--plan', '--json', ...SMALL], ['YUNSHU_KEYS', 'WECHAT_PAY_API_V3_KEY']);
    expect(code, output).toBe(1);
    const plan = JSON.parse(output) as Plan;
    expect(plan.packedModules).toEqual(expect.arrayContaining(['address', 'cart', 'catalog', 'order']));
    expect(plan.items.filter(({ change }) => change !== 'create')).toEqual([]);
    expect(plan.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'collection', name: 'orders' }),
        expect.objectContaining({ kind: 'function', name: 'order' }),
        expect.objectContaining({ kind: 'route', name: '/pay/wechat/notify' }),
      ]),
    );
    expect(plan.missing).toEqual(['WECHAT_PAY_API_V3_KEY', 'YUNSHU_KEYS']);
    shop = shopOf(stage.packedCloud(plan.packedModules.join(',')));
    expect(stage.functionsOf()).toEqual([]);
    const refused = await stage.run(SMALL, ['YUNSHU_KEYS']);
    expect(refused).toEqual({ code: 1, output: 'not set: YUNSHU_KEYS\n' });
  });

  it('is completed by the next run when it was killed in the middle', async () => {
    const child = stage.start(SMALL);
    const begun = new Promise<void>((resolve) => {
      child.stdout!.on('data', (chunk: Buffer) => String(chunk).includes('collections are as wanted') && resolve());
    });
    const ended = finished(child);
    await Promise.race([begun, ended]);
    child.kill('SIGKILL');
    await ended;
    expect(stage.functionsOf().some(({ published }) => published)).toBe(false);

    const { code, output } = await stage.run(SMALL);
    expect(code, output).toBe(0);
    expect(output).toMatch(/live$/m);
    const kept = await shop.documents<{ status: string }>('deployments', { app: 'ruizhu' });
    expect(kept.map(({ status }) => status)).toEqual(['live']);
  });

  it('leaves a shop in which goods can be bought, packed as it is', async () => {
    const goods = await shop.goods({ stock: 3 });
    const buyer = shop.buyer();
    const { orderId } = await shop.unpaidOrder(buyer, goods, 2);
    await shop.pay(buyer, orderId);
    const order = await shop.until(buyer, orderId, 'paid');
    expect(order.status).toBe('paid');
    expect(await goods.available()).toBe(1);
    await expect(shop.buyer().call(orderGet, { orderId })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    expect(stage.functionsOf().map(({ name }) => name)).not.toContain('order-create');
  });

  it('has the timers of packed actions fire', async () => {
    const goods = await shop.goods({ stock: 1 });
    const { orderId } = await shop.unpaidOrder(shop.buyer(), goods);
    await stage.cloud.clock.advance(35 * 60_000);
    expect((await shop.documents<{ status: string }>('orders', { _id: orderId }))[0]?.status).toBe('closed');
    expect(await goods.available()).toBe(1);
  });
});

describe('deploying again', { timeout: 300_000 }, () => {
  it('does nothing when nothing has changed', async () => {
    const before = stage.functionsOf();
    expect(await stage.run(SMALL)).toEqual({ code: 0, output: 'nothing-to-do\n' });
    expect(stage.functionsOf()).toEqual(before);
  });

  it('shows what drifted, and brings it back without touching what nobody wants', async () => {
    const database = stage.cloud.database.forEnvironment(ENV);
    const index = database.listIndexes('products').find(({ name }) => !name.startsWith('_'))!;
    await database.dropIndex('products', index.name);
    await database.createCollection('strangers');

    const plan = await stage.run(['--plan', ...SMALL]);
    expect(plan.output).toContain(`~ collection products\n    index ${index.name}: create`);
    expect(plan.output).toContain('? collection strangers (not wanted; stays until somebody removes it)');

    const { code, output } = await stage.run(SMALL);
    expect(code, output).toBe(0);
    expect(database.listIndexes('products').map(({ name }) => name)).toContain(index.name);
    expect(database.hasCollection('strangers')).toBe(true);
  });

  it('waits for nobody: two at once do not interleave', async () => {
    await shop.db
      .collection('deployments')
      .where({ _id: 'lock' })
      .update({
        holder: shop.db.command.set({ host: 'elsewhere', pid: 1, id: 'theirs' }),
        expiresAt: Date.now() + 3_600_000,
      });
    stage.edit('shared/modules/catalog/get-product.ts', (text) => `${text}\nconsole.info('loaded');\n`);
    const { code, output } = await stage.run(SMALL);
    expect(code).toBe(1);
    expect(output).toContain('process 1 on elsewhere deploys to this environment now');
    await shop.db.collection('deployments').where({ _id: 'lock' }).update({ expiresAt: 0 });
  });
});
