import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/contracts/contract.js';
import { orderExport } from '../../shared/contracts/order/export.js';
import { taskCancel } from '../../shared/contracts/task/cancel.js';
import { taskGet } from '../../shared/contracts/task/get.js';
import { taskList } from '../../shared/contracts/task/list.js';
import { taskResume } from '../../shared/contracts/task/resume.js';
import { newRequestId } from '../kit/buyer.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
let orders = 0;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['task-sweep', 'event-sweep'] });
  const goods = await shop.goods({ stock: 20 });
  const buyer = shop.buyer();
  for (; orders < 3; orders += 1) await shop.unpaidOrder(buyer, goods, orders + 1);
  await shop.db.collection('orders').where({ openid: buyer.openid }).update({ remark: '=HYPERLINK("http://evil")' });
});
afterAll(() => shop.cloud.stop());

const range = { from: '2026-01-01', to: '2026-12-31' };

async function until(of: ReturnType<Shop['operator']>, taskId: string, ...states: string[]) {
  let task: Output<typeof taskGet> | undefined;
  for (let tries = 0; tries < 150; tries += 1) {
    task = await of.call(taskGet, { taskId: taskId as never });
    if (states.includes(task.state)) return task;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`task ${taskId} is ${task?.state}, not ${states}: ${task?.message}`);
}

describe('an export of orders', () => {
  it('is made in the background, into a file that a spreadsheet reads and that runs nothing', async () => {
    const operator = shop.operator(['operator'], 'wang');
    const request = { requestId: newRequestId(), ...range };
    const { taskId } = await operator.call(orderExport, request);
    expect(await operator.call(orderExport, request)).toEqual({ taskId });

    const task = await until(operator, taskId, 'done');

    expect(task).toMatchObject({ done: orders, total: orders, result: { orders }, message: '导出完成' });
    const bytes = Buffer.from(await (await fetch(task.file!.url)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = bytes.toString('utf8').trim().split('\r\n');
    expect(rows).toHaveLength(1 + orders);
    expect(rows[0]).toContain('"订单号"');
    expect(rows.slice(1).every((row) => row.includes(`"'=HYPERLINK`))).toBe(true);
    expect(bytes.toString('utf8')).not.toContain('13800138000');
  });

  it('belongs to who asked for it', async () => {
    const { taskId } = await shop
      .operator(['operator'], 'li')
      .call(orderExport, { requestId: newRequestId(), ...range });
    const other = shop.operator(['admin'], 'somebody');

    await expect(other.call(taskGet, { taskId })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
    await expect(other.call(taskCancel, { taskId })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
    expect((await other.call(taskList, {})).items).toEqual([]);
    expect(await shop.buyer('').send('task-list', {})).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    const refused = shop.operator(['support']).call(orderExport, { requestId: newRequestId(), ...range });
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await shop.buyer().send('order-export-run', { taskId })).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('stops when it is cancelled, and goes on when it is resumed', async () => {
    const operator = shop.operator(['operator'], 'zhao');
    const slow = { kind: 'latency', function: 'order-export-run', action: 'database.*', ms: 150 };
    await shop.cloud.post('/__hub/faults', slow);
    const { taskId } = await operator.call(orderExport, { requestId: newRequestId(), ...range });

    expect(await operator.call(taskCancel, { taskId })).toMatchObject({ state: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await shop.cloud.remove('/__hub/faults');
    expect(await until(operator, taskId, 'cancelled')).toMatchObject({ result: null, file: null });

    await operator.call(taskResume, { taskId });
    expect(await until(operator, taskId, 'done')).toMatchObject({ result: { orders } });
    await expect(operator.call(taskResume, { taskId })).rejects.toMatchObject({ code: 'TASK_NOT_RESUMABLE' });
    expect(await operator.call(taskCancel, { taskId })).toMatchObject({ state: 'done' });
  });

  it('comes to its end once, wherever its worker is killed', { timeout: 300_000 }, async () => {
    const points = await atEveryCrashPoint(shop.cloud, 'order-export-run', async (arm, disarm, at) => {
      const operator = shop.operator(['operator'], 'sun');
      await arm();
      const { taskId } = await operator.call(orderExport, { requestId: newRequestId(), ...range });
      for (let tries = 0; tries < 60; tries += 1) {
        const armed = await shop.cloud.get<object[]>('/__hub/faults');
        const { state } = await operator.call(taskGet, { taskId });
        if (armed.length === 0 || state === 'done') break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await disarm();
      // A dead worker's lease is over after a minute, and the sweep comes every five.
      if ((await operator.call(taskGet, { taskId })).state !== 'done') await shop.advance(6 * MINUTE);
      const task = await until(operator, taskId, 'done');
      expect(task, at).toMatchObject({ done: orders, result: { orders } });
    });
    expect(points).toBeGreaterThan(7);
  });

  it('is removed with its file when its time is over', async () => {
    const operator = shop.operator(['operator'], 'qian');
    const { taskId } = await operator.call(orderExport, { requestId: newRequestId(), ...range });
    const { file } = await until(operator, taskId, 'done');
    const past = '2026-01-01T00:00:00.000Z';
    await shop.db.collection('tasks').where({ _id: taskId }).update({ expiresAt: past, lookAt: past });

    await shop.advance(6 * MINUTE);

    await expect(operator.call(taskGet, { taskId })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
    expect((await fetch(file!.url)).status).not.toBe(200);
  });
});
