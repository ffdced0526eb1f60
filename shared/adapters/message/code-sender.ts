import { Failure } from '../../core/failure.js';
import type { CodeSender } from '../../modules/account/code-sender.js';
import { tencentSes } from './tencent-ses.js';
import { tencentSms } from './tencent-sms.js';

let sender: CodeSender | undefined;

/** The ways that the environment is set up with: Tencent SMS for phones, Tencent SES for e-mail, each or none. */
export function codeSender(): CodeSender {
  sender ??= byKind({ phone: sms(), email: ses() });
  return sender;
}

/** A way that is not set up is refused where it is asked for, in words. */
function byKind(ways: Record<'phone' | 'email', CodeSender | undefined>): CodeSender {
  return {
    async send(to, code, minutes) {
      const way = ways[to.kind];
      if (way) return way.send(to, code, minutes);
      const message = to.kind === 'phone' ? '短信验证码未开通' : '邮箱验证码未开通，请使用手机号';
      const variables = to.kind === 'phone' ? 'SMS_*' : 'SES_*';
      throw new Failure('CODE_NOT_SENT', { message, cause: new Error(`the variables ${variables} are not set`) });
    },
  };
}

function sms(): CodeSender | undefined {
  const { SMS_SECRET_ID: secretId, SMS_SECRET_KEY: secretKey } = process.env;
  const { SMS_SDK_APP_ID: sdkAppId, SMS_SIGN: sign, SMS_CODE_TEMPLATE: templateId } = process.env;
  if (!secretId) return undefined;
  if (!secretKey || !sdkAppId || !sign || !templateId) throw new Error('some of the variables SMS_* are not set');
  return tencentSms({ secretId, secretKey, sdkAppId, sign, templateId });
}

function ses(): CodeSender | undefined {
  const { SES_SECRET_ID: secretId, SES_SECRET_KEY: secretKey } = process.env;
  const { SES_FROM: from, SES_CODE_TEMPLATE: templateId } = process.env;
  if (!secretId) return undefined;
  if (!secretKey || !from || !/^\d+$/.test(templateId ?? ''))
    throw new Error('some of the variables SES_* are not set');
  return tencentSes({ secretId, secretKey, from, templateId: Number(templateId) });
}
