import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptResource } from './signing.js';
import { answerOf, type Bench, openBench } from './testing.js';

const { Wechatpay } = createRequire(import.meta.url)('wechatpay-axios-plugin') as {
  Wechatpay: new (config: Record<string, unknown>) => { client: Client };
};
interface Client {
  request(url: string, method: string, data?: unknown, config?: unknown): Promise<{ status: number; data: Answer }>;
}
type Answer = Record<string, unknown> & { data?: { encrypt_certificate: Parameters<typeof decryptResource>[0] }[] };

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('an independent SDK', () => {
  const client = (certs: (keys: ReturnType<Bench['pay']['merchantOf']>) => Record<string, string>) => {
    const keys = bench.pay.merchantOf('shop');
    return new Wechatpay({
      baseURL: `${bench.url}/__wechat-pay/`,
      mchid: keys.mchid,
      serial: keys.merchantSerial,
      privateKey: keys.merchantPrivateKey,
      certs: certs(keys),
    }).client;
  };

  it('orders, queries, closes and fetches certificates in certificate mode', async () => {
    const sdk = client((keys) => ({ [keys.platformSerial]: keys.platformCertificate }));
    const body = bench.order();
    const placed = await sdk.request('v3/pay/transactions/jsapi', 'POST', body);
    expect(placed.data.prepay_id).toMatch(/^wx\d{12}/);
    const path = `v3/pay/transactions/out-trade-no/${body.out_trade_no}`;
    const found = await sdk.request(path, 'GET', undefined, { params: { mchid: body.mchid } });
    expect(found.data).toMatchObject({ trade_state: 'NOTPAY', out_trade_no: body.out_trade_no });
    expect((await sdk.request(`${path}/close`, 'POST', { mchid: body.mchid })).status).toBe(204);
    const { data } = await sdk.request('v3/certificates', 'GET');
    const { apiV3Key, platformCertificate } = bench.pay.merchantOf('shop');
    expect(decryptResource(data.data![0]!.encrypt_certificate, apiV3Key)).toBe(platformCertificate);
  });

  it('verifies answers in public-key mode, asked for by header or switched on', async () => {
    const sdk = client((keys) => ({ [keys.publicKeyId]: keys.publicKey }));
    const headers = { 'Wechatpay-Serial': bench.pay.merchantOf('shop').publicKeyId };
    const byHeader = await sdk.request('v3/pay/transactions/jsapi', 'POST', bench.order(), { headers });
    expect(byHeader.data.prepay_id).toBeTruthy();
    await expect(sdk.request('v3/pay/transactions/jsapi', 'POST', bench.order())).rejects.toThrow(
      /Cannot found the serial/,
    );
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', publicKeyMode: true });
    const bySwitch = await sdk.request('v3/pay/transactions/jsapi', 'POST', bench.order());
    expect(bySwitch.data.prepay_id).toBeTruthy();
    const refused = await bench.call('GET', '/v3/certificates');
    expect((await answerOf(refused, 404)).code).toBe('RESOURCE_NOT_EXISTS');
    await bench.door('DELETE', '/__hub/wechat-pay/faults?env=shop');
  });
});
