import type { MerchantKeys } from '../local-cloud/src/wechat-pay/index.js';

/**
 * What the payment adapter's variables are in the local cloud: the simulator's merchant of `env`.
 * @param h5Appid the app that H5 trades are made in
 */
export function merchantVariables(env: string, merchant: MerchantKeys, h5Appid: string): Record<string, string> {
  return {
    WECHAT_PAY_MCHID: merchant.mchid,
    WECHAT_PAY_MERCHANT_SERIAL: merchant.merchantSerial,
    WECHAT_PAY_MERCHANT_PRIVATE_KEY: merchant.merchantPrivateKey,
    WECHAT_PAY_API_V3_KEY: merchant.apiV3Key,
    WECHAT_PAY_PLATFORM_SERIAL: merchant.publicKeyId,
    WECHAT_PAY_PLATFORM_KEY: merchant.publicKey,
    WECHAT_PAY_NOTIFY_URL: `https://${env}.service.tcloudbase.com/pay/wechat/notify`,
    WECHAT_PAY_H5_APPID: h5Appid,
  };
}
