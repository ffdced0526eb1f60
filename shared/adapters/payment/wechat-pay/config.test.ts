import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const env = {
  WECHAT_PAY_MCHID: '1900000001',
  WECHAT_PAY_MERCHANT_SERIAL: '5157F09EFDC096DE15EBE81A47057A72',
  WECHAT_PAY_MERCHANT_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----',
  WECHAT_PAY_API_V3_KEY: '0123456789abcdef0123456789abcdef',
  WECHAT_PAY_PLATFORM_SERIAL: 'PUB_KEY_ID_0119000000012024',
  WECHAT_PAY_PLATFORM_KEY: '-----BEGIN PUBLIC KEY-----\nkey\n-----END PUBLIC KEY-----',
  WECHAT_PAY_NOTIFY_URL: 'https://shop.service.tcloudbase.com/pay/wechat/notify',
};

describe('the configuration of WeChat Pay', () => {
  it('keeps the platform’s key by its serial', () => {
    expect(readConfig(env).platformKeys).toEqual({ PUB_KEY_ID_0119000000012024: env.WECHAT_PAY_PLATFORM_KEY });
  });

  it('takes keys whose line ends were written as \\n', () => {
    const escaped = { ...env, WECHAT_PAY_PLATFORM_KEY: env.WECHAT_PAY_PLATFORM_KEY.replaceAll('\n', '\\n') };
    expect(readConfig(escaped)).toEqual(readConfig(env));
  });

  it('names every variable that is missing or wrong, and tells no value', () => {
    const broken = {
      ...env,
      WECHAT_PAY_MCHID: undefined,
      WECHAT_PAY_MERCHANT_PRIVATE_KEY: 'secret',
      WECHAT_PAY_NOTIFY_URL: 'http://x',
    };

    expect(() => readConfig(broken)).toThrow(
      /WECHAT_PAY_MCHID.*WECHAT_PAY_MERCHANT_PRIVATE_KEY.*WECHAT_PAY_NOTIFY_URL/,
    );
    expect(() => readConfig(broken)).not.toThrow(/secret/);
  });
});
