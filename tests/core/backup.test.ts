import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeys } from '../../scripts/lib/environment-keys.js';
import { startLocalCloud } from '../../scripts/local-cloud/src/cloud.js';
import { readChain, readFileOf } from '../../scripts/restore/chain.js';
import { checkConsistency } from '../../scripts/restore/repair.js';
import { folderSource, type Source } from '../../scripts/restore/source.js';
import { ruizhu } from '../../shared/apps/ruizhu.js';
import { backupCheck } from '../../shared/contracts/backup/check.js';
import { backupList } from '../../shared/contracts/backup/list.js';
import { backupRun } from '../../shared/contracts/backup/run.js';
import { backupRunNow } from '../../shared/contracts/backup/run-now.js';
import { backupVerify } from '../../shared/contracts/backup/verify.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { ownFiles } from '../../shared/modules/backup/manifest.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import { startCloud } from '../kit/local-cloud.js';
import { type Goods, MINUTE, openShop, type Shop, shopOf } from '../kit/shop.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
const saved = path.join(folder, 'saved');
/** What the shop's own modules keep: nothing writes to these but what a test does. */
const BUSINESS = ['orders', 'stocks', 'products', 'carts', 'users', 'address_books'];

let shop: Shop;
let goods: Goods;
let buyer: Buyer;
let base: string;
let unpaid: { orderId: string };
let atBackup: Record<string, unknown[]>;

beforeAll(async () => {
  shop = await openShop({ bare: true });
  goods = await shop.goods({ stock: 20 });
  buyer = shop.buyer();
});
afterAll(async () => {
  await shop.cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

const admin = () => shop.operator(['admin']);

async function stateOf(backupId: string) {
  const { items } = await admin().call(backupList, { limit: 50 });
  return items.find((one) => one.backupId === backupId);
}

type Listed = NonNullable<Awaited<ReturnType<typeof stateOf>>>;

async function until(backupId: string, holds: (backup: Listed) => boolean): Promise<Listed> {
  for (let tries = 0; tries < 150; tries += 1) {
    const backup = await stateOf(backupId);
    if (backup && holds(backup)) return backup;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`backup ${backupId} is ${JSON.stringify(await stateOf(backupId))}`);
}

async function backUp(kind: 'full' | 'incremental'): Promise<Listed> {
  const { backupId } = await admin().call(backupRunNow, { requestId: newRequestId(), kind });
  return until(backupId, ({ state }) => state === 'complete');
}

async function businessOf(of: Pick<Shop, 'documents'>): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const name of BUSINESS) {
    const documents = await of.documents<{ _id: string }>(name, {});
    found[name] = documents.sort((a, b) => (a._id < b._id ? -1 : 1));
  }
  return found;
}

/** Runs `npm run restore` against a local cloud. */
async function restoreInto(url: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const { cli } = (await (await fetch(`${url}/__hub/account`)).json()) as { cli: Record<string, string> };
  const variables = { ...process.env, ...cli, TENCENTCLOUD_SECRETID: 'local', TENCENTCLOUD_SECRETKEY: 'local' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/restore/main.ts', 'ruizhu', ...args], {
    cwd: root,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

describe('backups', () => {
  it('begin with a snapshot when the timer finds none, and are not made again while they are fresh', async () => {
    unpaid = await shop.unpaidOrder(buyer, goods, 2);
    const paid = await shop.unpaidOrder(buyer, goods);
    await shop.pay(buyer, paid.orderId);
    await shop.until(buyer, paid.orderId, 'paid');
    const cancelled = await shop.unpaidOrder(buyer, goods);
    await buyer.call(orderCancel, { orderId: cancelled.orderId, requestId: newRequestId() });

    expect(await shop.asSystem(backupRun, {})).toMatchObject({ started: 1 });
    const { items } = await admin().call(backupList, {});
    base = items[0]!.backupId;
    const full = await until(base, ({ state }) => state === 'complete');

    expect(full).toMatchObject({ kind: 'full', written: full.documents, problem: null });
    expect(await shop.asSystem(backupRun, {})).toMatchObject({ started: 0 });
  });

  it('go on with what has changed, was added and was removed since', async () => {
    await shop.db
      .collection('orders')
      .doc(unpaid.orderId)
      .update({ remark: '请放门口', revision: shop.db.command.inc(1) });
    await shop.db.collection('carts').add({ _id: 'crt_gone', note: 'x', revision: 0 });
    const first = await backUp('incremental');
    await shop.db.collection('carts').doc('crt_gone').remove();
    await shop.db.collection('carts').add({ _id: 'crt_kept', at: new Date(Date.UTC(2026, 1, 3)), revision: 0 });
    const later = await shop.unpaidOrder(buyer, goods, 3);
    const second = await backUp('incremental');
    atBackup = await businessOf(shop);

    expect([first.backupId, second.backupId]).toEqual([`${base}.001`, `${base}.002`]);
    expect(second.written).toBeLessThan(second.documents / 2);
    expect(later.orderId).toBeTruthy();
  });

  it('are read back, and say when they are sound', async () => {
    await shop.asSystem(backupCheck, {});
    // The check only asks for it; 'backup-verify-run' reads the backup back.
    const full = await until(base, ({ verifiedAt }) => verifiedAt !== null);
    expect(full.problem).toBeNull();
    await expect(
      admin().call(backupVerify, { requestId: newRequestId(), backupId: '20200101-0000' as never }),
    ).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND' });
  });
});

describe('a restore', () => {
  it('refuses an environment that is not empty, and names what it holds', async () => {
    const { code, output } = await restoreInto(shop.cloud.url, ['--env', 'ruizhu', '--from', base, '--plan']);
    expect(code).toBe(1);
    expect(output).toMatch(/ruizhu is not empty: .*orders \(4\)/);
  });

  it('brings back every document into a bare environment, goes on after it broke off, and the shop sells again', async () => {
    const save = await restoreInto(shop.cloud.url, ['--env', 'ruizhu', '--from', base, '--save', saved]);
    expect(save).toMatchObject({ code: 0, output: expect.stringContaining('files saved') });
    const dataDir = path.join(folder, 'data');
    const bare = await startLocalCloud({ port: 0, environments: ['ruizhu'], dataDir, log: () => {} });
    const broken = path.join(folder, 'broken');
    cpSync(saved, broken, { recursive: true });
    rmSync(fileNamed(broken, 'stocks-'));
    const into = ['--env', 'ruizhu', '--from', base, '--folder'];
    expect(await restoreInto(bare.url, [...into, broken])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/stocks-.* is missing/),
    });

    const restored = await restoreInto(bare.url, [...into, saved]);
    console.log(restored.output.trim().split('\n').slice(-2).join('\n'));
    expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/ 0 left[\s\S]*documents a second/) });
    await bare.close();

    const again = shopOf(await startCloud({ dataDir, bare: true }));
    try {
      expect(await businessOf(again)).toEqual(atBackup);
      const same = again.buyer(buyer.openid);
      await again.pay(same, unpaid.orderId);
      await again.until(same, unpaid.orderId, 'paid');
      const fresh = await again.unpaidOrder(same, goods, 2);
      expect(await same.call(orderGet, { orderId: fresh.orderId })).toMatchObject({ status: 'awaiting-payment' });
      const [stock] = await again.documents<{ available: number; holds: Record<string, { quantity: number }> }>(
        'stocks',
        {
          _id: goods.skuId,
        },
      );
      const held = Object.values(stock!.holds).reduce((sum, { quantity }) => sum + quantity, 0);
      expect(stock!.available + held).toBe(20);
    } finally {
      await again.cloud.stop();
    }
  }, 90_000);
});

/** The one file of a copy whose path holds `part`. */
function fileNamed(of: string, part: string): string {
  const found = readdirSync(of, { recursive: true, encoding: 'utf8' }).find((file) => file.includes(part));
  return path.join(of, found!);
}

describe('a backup that is not sound is refused', () => {
  const openAll = async (source: Source, from = base) => {
    for (const manifest of await readChain(source, from as never)) {
      for (const file of ownFiles(manifest).filter((one) => one.path.endsWith('.data'))) await readFileOf(source, file);
    }
  };
  const copyOf = (name: string) => {
    const copy = path.join(folder, name);
    cpSync(saved, copy, { recursive: true });
    return copy;
  };

  it('where a file was changed by one bit, or is another one of the same backup', async () => {
    const changed = fileNamed(copyOf('bit'), 'orders-');
    const content = readFileSync(changed);
    content[content.length - 20]! ^= 1;
    writeFileSync(changed, content);
    await expect(openAll(folderSource(path.join(folder, 'bit')))).rejects.toThrow(/orders-.* is damaged: its checksum/);

    const swapped = copyOf('swap');
    writeFileSync(fileNamed(swapped, `${base}/001/manifest`), readFileSync(fileNamed(swapped, `${base}/000/manifest`)));
    await expect(openAll(folderSource(swapped))).rejects.toThrow(/001\/manifest.* does not open/);
  });

  it('where it was never finished, and where one lot of changes is missing before another', async () => {
    const gap = copyOf('gap');
    rmSync(fileNamed(gap, `${base}/001/manifest`));
    await expect(openAll(folderSource(gap))).rejects.toThrow(`${base}.001 has no manifest, yet ${base}.002 has`);
    rmSync(fileNamed(gap, `${base}/000/manifest`));
    await expect(openAll(folderSource(gap))).rejects.toThrow(`${base} has no manifest: it was never finished`);
  });

  it('where the keys are others', async () => {
    const keys = process.env.YUNSHU_KEYS;
    try {
      process.env.YUNSHU_KEYS = newKeys();
      await expect(openAll(folderSource(saved))).rejects.toThrow(/does not open with the key|does not hold/);
    } finally {
      process.env.YUNSHU_KEYS = keys;
    }
  });
});

/** Lets time pass until a backup is over: the lease of who has died with it, and the next sweep. */
async function outlived(backupId: string): Promise<Listed | undefined> {
  for (let tries = 1; tries <= 60; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const backup = await stateOf(backupId);
    if (backup?.state !== 'running') return backup;
    // Whoever is alive is given the time to end: the clock would take his lease away under his hands.
    if (tries % 6 === 0) await shop.advance(3 * MINUTE);
  }
  return stateOf(backupId);
}

describe('a backup whose function dies', () => {
  it('ends complete and sound, or leaves no manifest', async () => {
    for (const nth of [1, 2, 5, 12, 30]) {
      const when = nth % 2 === 0 ? 'before' : 'after';
      await shop.cloud.post('/__hub/faults', { kind: 'crash', function: 'backup-write-run', nth, when, times: 1 });
      const kind = nth === 30 ? 'full' : 'incremental';
      const { backupId } = await admin().call(backupRunNow, { requestId: newRequestId(), kind });
      const done = await outlived(backupId);
      await shop.cloud.remove('/__hub/faults');
      expect(done).toMatchObject({ state: 'complete' });
    }
    await shop.asSystem(backupCheck, {});
    const { items } = await admin().call(backupList, { limit: 50 });
    const checked = await Promise.all(
      items.map(({ backupId }) => until(backupId, ({ verifiedAt }) => verifiedAt !== null)),
    );
    expect(checked.map(({ problem }) => problem)).toEqual(checked.map(() => null));
  }, 90_000);
});

describe('documents that a backup holds from different moments', () => {
  it('are compared, and stock is put right after the orders, once', async () => {
    const [much, little] = [await shop.goods({ stock: 10 }), await shop.goods({ stock: 1 })];
    const [stays, over, short] = await Promise.all([
      shop.unpaidOrder(shop.buyer(), much, 2),
      shop.unpaidOrder(shop.buyer(), much, 3),
      shop.unpaidOrder(shop.buyer(), little),
    ]);
    const { remove, set } = shop.db.command;
    const stocks = shop.db.collection('stocks');
    await stocks.where({ _id: much.skuId }).update({ available: 8, [`holds.${stays.orderId}`]: remove() });
    await stocks.where({ _id: little.skuId }).update({ available: 0, holds: set({}) });
    await shop.db.collection('orders').where({ _id: over.orderId }).update({ status: 'closed', checkAt: null });
    const check = async (repair: boolean) =>
      (await checkConsistency(shop, ruizhu, repair)).map(({ id, of, problem }) => `${problem} of ${id} for ${of}`);

    expect((await check(false)).sort()).toEqual([
      `oversold 1 of ${little.skuId} for ${short.orderId}`,
      `release 3 of ${much.skuId} for ${over.orderId}`,
      `take 2 of ${much.skuId} for ${stays.orderId}`,
    ]);
    expect(await much.available()).toBe(8);

    const { code, output } = await restoreInto(shop.cloud.url, ['--env', 'ruizhu', '--check', '--repair']);
    expect(code).toBe(1);
    expect(output).toContain(`stocks ${much.skuId}: release 3 of ${over.orderId}, repaired`);
    expect(output).toContain(`stocks ${little.skuId}: oversold 1 of ${short.orderId}, NOT REPAIRED`);
    expect(output).toContain('3 differences between documents, 1 left');
    expect([await much.available(), await much.holds()]).toEqual([9, [stays.orderId]]);
    await stocks.where({ _id: little.skuId }).update({ available: 1 });
    expect(await check(true)).toEqual([`take 1 of ${little.skuId} for ${short.orderId}`]);
    expect(await check(true)).toEqual([]);
    expect([await little.available(), await little.holds()]).toEqual([0, [short.orderId]]);
  });
});
