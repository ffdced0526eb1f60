import * as z from 'zod';

/** What a merchant of WeChat Pay needs to know, from the function's environment alone. */
export interface WechatPayConfig {
  mchid: string;
  /** Serial of the merchant's own certificate. */
  merchantSerial: string;
  /** PEM. */
  merchantPrivateKey: string;
  /** 32 characters; decrypts callbacks. */
  apiV3Key: string;
  /**
   * WeChat Pay's keys by serial: `PUB_KEY_ID_…` and its public key, or a platform certificate's serial and PEM. During a
   * switch from one to the other both are there.
   */
  platformKeys: Record<string, string>;
  /** Where WeChat Pay sends its callbacks: https, no query. */
  notifyUrl: string;
  /** The app of the merchant's that H5 trades are made in; undefined for none. */
  h5Appid: string | undefined;
}

/** A `.env` file and some consoles keep line ends as `\\n`. */
const Pem = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .pipe(z.string().startsWith('-----BEGIN '));

const Environment = z
  .object({
    WECHAT_PAY_MCHID: z.string().regex(/^\d{8,10}$/),
    WECHAT_PAY_MERCHANT_SERIAL: z.string().regex(/^[0-9A-Fa-f]{16,64}$/),
    WECHAT_PAY_MERCHANT_PRIVATE_KEY: Pem,
    WECHAT_PAY_API_V3_KEY: z.string().length(32),
    WECHAT_PAY_PLATFORM_SERIAL: z.string().min(8),
    WECHAT_PAY_PLATFORM_KEY: Pem,
    WECHAT_PAY_NOTIFY_URL: z.url({ protocol: /^https$/ }),
    WECHAT_PAY_H5_APPID: z
      .string()
      .regex(/^(wx[0-9a-f]{16})?$/)
      .optional(),
  })
  .transform(
    (env): WechatPayConfig => ({
      mchid: env.WECHAT_PAY_MCHID,
      merchantSerial: env.WECHAT_PAY_MERCHANT_SERIAL,
      merchantPrivateKey: env.WECHAT_PAY_MERCHANT_PRIVATE_KEY,
      apiV3Key: env.WECHAT_PAY_API_V3_KEY,
      platformKeys: { [env.WECHAT_PAY_PLATFORM_SERIAL]: env.WECHAT_PAY_PLATFORM_KEY },
      notifyUrl: env.WECHAT_PAY_NOTIFY_URL,
      h5Appid: env.WECHAT_PAY_H5_APPID || undefined,
    }),
  );

/**
 * Reads the merchant's configuration.
 * @throws Error that names each variable that is missing or malformed, without its value
 */
export function readConfig(env: NodeJS.ProcessEnv): WechatPayConfig {
  const result = Environment.safeParse(env);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`);
  throw new Error(`WeChat Pay is not configured: ${wrong.join(', ')}`);
}
