import { createPublicKey, publicEncrypt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPID, type Bench, eventually, type Json, openBench } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';
let sequence = 0;
const bill = (changes: object = {}): Json => ({
  appid: APPID,
  out_bill_no: `T${Date.now()}${sequence++}`,
  transfer_scene_id: '1005',
  openid: 'oAlice',
  transfer_amount: 1234,
  transfer_remark: '佣金',
  notify_url: 'https://shop.service.tcloudbase.com/transfer/notify',
  transfer_scene_report_infos: [
    { info_type: '岗位类型', info_content: '推广员' },
    { info_type: '报酬说明', info_content: '十一月佣金' },
  ],
  ...changes,
});
const take = (packageInfo: unknown, openid = 'oAlice') =>
  bench.door('POST', '/__wechat-pay/transfer', { package: packageInfo, action: 'confirm', openid });
const stateOf = async (outBillNo: unknown) => (await bench.ask(200, 'GET', `${BILLS}/out-bill-no/${outBillNo}`)).state;

describe('a merchant transfer', () => {
  it('waits for the user, is taken once, and a callback tells of it', async () => {
    const body = bill();
    const made = await bench.ask(200, 'POST', BILLS, body);
    expect(made.state).toBe('WAIT_USER_CONFIRM');
    expect(await bench.ask(200, 'POST', BILLS, body)).toEqual(made);
    expect((await take(made.package_info, 'oBob')).json.code).toBe('INVALID_REQUEST');
    expect((await take(made.package_info)).json.errMsg).toBe('requestMerchantTransfer:ok');
    expect((await take(made.package_info)).json.code).toBe('INVALID_REQUEST');
    const byWechatNumber = await bench.ask(200, 'GET', `${BILLS}/transfer-bill-no/${made.transfer_bill_no}`);
    expect(byWechatNumber).toMatchObject({ state: 'SUCCESS', transfer_amount: 1234, openid: 'oAlice' });
    await eventually(() =>
      expect(bench.received.map((one) => bench.open(one).resource)).toMatchObject([
        { out_bill_no: body.out_bill_no, state: 'SUCCESS' },
      ]),
    );
  });

  it('fails when nobody takes it within 24 hours', async () => {
    const body = bill();
    const { package_info } = await bench.ask(200, 'POST', BILLS, body);
    await bench.kernel.clock.advance(86_399_000);
    expect(await stateOf(body.out_bill_no)).toBe('WAIT_USER_CONFIRM');
    await bench.kernel.clock.advance(2_000);
    expect(await stateOf(body.out_bill_no)).toBe('FAIL');
    expect((await take(package_info)).json.code).toBe('INVALID_REQUEST');
    expect(bench.received.map((one) => bench.open(one).resource)).toContainEqual(
      expect.objectContaining({ out_bill_no: body.out_bill_no, fail_reason: 'OVERDUE_CLOSE' }),
    );
  });

  it('can be taken back while it waits, and not after', async () => {
    const body = bill();
    const { package_info } = await bench.ask(200, 'POST', BILLS, body);
    const cancel = `${BILLS}/out-bill-no/${body.out_bill_no}/cancel`;
    expect((await bench.ask(200, 'POST', cancel)).state).toBe('CANCELING');
    expect(await stateOf(body.out_bill_no)).toBe('CANCELLED');
    expect((await take(package_info)).json.code).toBe('INVALID_REQUEST');
    const taken = bill();
    const made = await bench.ask(200, 'POST', BILLS, taken);
    await take(made.package_info);
    const late = await bench.ask(400, 'POST', `${BILLS}/out-bill-no/${taken.out_bill_no}/cancel`);
    expect(late.code).toBe('INVALID_REQUEST');
  });

  it.each([
    ['less than 0.10 yuan', { transfer_amount: 9 }, 'INVALID_REQUEST'],
    ['more than the limit', { transfer_amount: 20_001 }, 'INVALID_REQUEST'],
    ['a number with an underscore', { out_bill_no: 'a_b' }, 'PARAM_ERROR'],
    ['no report', { transfer_scene_report_infos: [] }, 'PARAM_ERROR'],
    [
      'an incomplete report',
      { transfer_scene_report_infos: [{ info_type: '岗位类型', info_content: 'x' }] },
      'PARAM_ERROR',
    ],
    ['another appid', { appid: 'wxffffffffffffffff' }, 'APPID_MCHID_NOT_MATCH'],
    ['a name in clear', { user_name: '张三' }, 'PARAM_ERROR'],
  ])('is refused for %s', async (_, changes, code) => {
    expect((await bench.ask(400, 'POST', BILLS, bill(changes))).code).toBe(code);
  });

  it('with the same number and another amount is refused', async () => {
    const body = bill();
    await bench.ask(200, 'POST', BILLS, body);
    expect((await bench.ask(400, 'POST', BILLS, { ...body, transfer_amount: 4321 })).code).toBe('ALREADY_EXISTS');
  });

  it('of a large sum needs the encrypted name', async () => {
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', largestTransfer: 1_000_000 });
    const large = bill({ transfer_amount: 300_000 });
    expect((await bench.ask(400, 'POST', BILLS, large)).code).toBe('PARAM_ERROR');
    const key = createPublicKey(bench.pay.merchantOf('shop').publicKey);
    const user_name = publicEncrypt({ key, oaepHash: 'sha1' }, Buffer.from('张三')).toString('base64');
    expect((await bench.ask(200, 'POST', BILLS, { ...large, user_name })).state).toBe('WAIT_USER_CONFIRM');
  });
});
