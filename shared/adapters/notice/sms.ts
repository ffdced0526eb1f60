import type { Outcome, ShortMessage } from '../../modules/notice/channels.js';
import { callTencent, TencentRefusal } from '../tencent-api/call.js';

/** Refusals that pass: the platform's own trouble, and this phone's frequencies (cloud.tencent.com/document/product/382/55981). */
const PASSING = /^(InternalError|RequestLimitExceeded|LimitExceeded\.PhoneNumber(ThirtySecond|OneHour)Limit)/;

/** Short messages by Tencent Cloud SMS; undefined where the variables SMS_* are not set. */
export function shortMessages(): ((message: ShortMessage) => Promise<Outcome>) | undefined {
  const { SMS_SECRET_ID: secretId, SMS_SECRET_KEY: secretKey } = process.env;
  const { SMS_SDK_APP_ID: sdkAppId, SMS_SIGN: sign } = process.env;
  if (!secretId) return undefined;
  if (!secretKey || !sdkAppId || !sign) throw new Error('some of the variables SMS_* are not set');
  const call = { service: 'sms', action: 'SendSms', version: '2021-01-11', region: 'ap-guangzhou' };

  return async ({ phone, templateId, params }) => {
    const request = {
      PhoneNumberSet: [`+86${phone}`],
      SmsSdkAppId: sdkAppId,
      SignName: sign,
      TemplateId: templateId,
      TemplateParamSet: params,
    };
    try {
      const answer = await callTencent<{ SendStatusSet?: { Code: string }[] }>(call, request, { secretId, secretKey });
      return concluded(answer.SendStatusSet?.[0]?.Code ?? 'no status');
    } catch (error) {
      if (error instanceof TencentRefusal) return concluded(error.code);
      throw error;
    }
  };
}

function concluded(code: string): Outcome {
  return code === 'Ok' ? { sent: true } : { sent: false, outcome: `sms ${code}`, again: PASSING.test(code) };
}
