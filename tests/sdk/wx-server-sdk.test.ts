import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type Shop } from '../kit/shop.js';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'walk.cjs');

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.cloud.stop());

describe('wx-server-sdk, unmodified', () => {
  it.each(['wx-server-sdk', 'wx-server-sdk-3', 'wx-server-sdk-2'])(
    '%s finds CloudBase on this machine',
    async (sdk) => {
      const env = {
        ...process.env,
        TENCENTCLOUD_RUNENV: 'SCF',
        TENCENTCLOUD_REGION: 'ap-shanghai',
        SCF_NAMESPACE: shop.env,
        TENCENTCLOUD_SECRETID: 'local',
        TENCENTCLOUD_SECRETKEY: 'local',
        TENCENTCLOUD_SESSIONTOKEN: 'local',
        TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${shop.cloud.url}/admin` }),
        WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
        WX_OPENID: 'o_walker',
        WX_APPID: 'wx0123456789abcdef',
      };

      const { stdout } = await promisify(execFile)(process.execPath, [script, sdk, shop.env], { env });

      expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual({
        context: { OPENID: 'o_walker', APPID: 'wx0123456789abcdef', ENV: shop.env },
        document: { _id: 'string', n: 5, at: 5, tags: ['a', 'b'], nested: { x: 1, y: 2 }, seenAt: true },
        found: [50, 5],
        count: 2,
        groups: [{ _id: null, sum: 55 }],
        missing: true,
        noCollection: -502005,
        duplicate: [-502001, true],
        afterTransaction: 51,
        file: '你好',
        url: true,
        deleted: 0,
        called: true,
        unknown: 'number',
        checked: 'image/png',
        removed: 2,
      });
    },
  );
});
