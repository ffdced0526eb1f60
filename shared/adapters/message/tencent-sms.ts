import { Failure } from '../../core/failure.js';
import type { CodeSender } from '../../modules/account/code-sender.js';
import { callTencent } from '../tencent-api/call.js';
import type { TencentCredentials } from '../tencent-api/tc3.js';

/** What an application of Tencent Cloud SMS is set up with in its console. */
export interface SmsSetup extends TencentCredentials {
  sdkAppId: string;
  /** The approved signature. */
  sign: string;
  /** The approved template with two places: the code, and the minutes for which it is good. */
  templateId: string;
}

interface SendStatus {
  Code: string;
}

/** Codes by Tencent Cloud SMS (cloud.tencent.com/document/product/382/55981). */
export function tencentSms({ sdkAppId, sign, templateId, ...credentials }: SmsSetup): CodeSender {
  const call = { service: 'sms', action: 'SendSms', version: '2021-01-11', region: 'ap-guangzhou' };
  return {
    async send({ kind, text }, code, validForMinutes) {
      if (kind !== 'phone') throw new Error('tencentSms sends to telephone numbers alone');
      const params = {
        PhoneNumberSet: [`+86${text}`],
        SmsSdkAppId: sdkAppId,
        SignName: sign,
        TemplateId: templateId,
        TemplateParamSet: [code, String(validForMinutes)],
      };
      const status = await statusOf(callTencent<{ SendStatusSet?: SendStatus[] }>(call, params, credentials));
      if (status === 'Ok') return;
      if (status.startsWith('LimitExceeded.')) throw new Failure('RATE_LIMITED', { retryAfterMs: 60_000 });
      throw new Failure('CODE_NOT_SENT', { cause: new Error(`Tencent SMS answers ${status}`) });
    },
  };
}

async function statusOf(sending: Promise<{ SendStatusSet?: SendStatus[] }>): Promise<string> {
  try {
    return (await sending).SendStatusSet?.[0]?.Code ?? 'no status';
  } catch (error) {
    throw new Failure('CODE_NOT_SENT', { cause: error });
  }
}
