import { Failure } from '../../core/failure.js';
import type { CodeSender } from '../../modules/account/code-sender.js';
import { callTencent } from '../tencent-api/call.js';
import type { TencentCredentials } from '../tencent-api/tc3.js';

/** What Tencent Cloud SES is set up with in its console. */
export interface SesSetup extends TencentCredentials {
  /** A verified sender: `睿珠 <no-reply@mail.example.com>`. */
  from: string;
  /** The approved template with the variables `code` and `minutes`. */
  templateId: number;
}

/** Codes by Tencent Cloud SES (cloud.tencent.com/document/product/1288/51034). */
export function tencentSes({ from, templateId, ...credentials }: SesSetup): CodeSender {
  const call = { service: 'ses', action: 'SendEmail', version: '2020-10-02', region: 'ap-guangzhou' };
  return {
    async send({ kind, text }, code, validForMinutes) {
      if (kind !== 'email') throw new Error('tencentSes sends to e-mail addresses alone');
      const TemplateData = JSON.stringify({ code, minutes: String(validForMinutes) });
      const params = {
        FromEmailAddress: from,
        Destination: [text],
        Subject: '验证码',
        Template: { TemplateID: templateId, TemplateData },
        /** Triggered by somebody who waits for it, not an advertisement. */
        TriggerType: 1,
      };
      try {
        await callTencent(call, params, credentials);
      } catch (cause) {
        throw new Failure('CODE_NOT_SENT', { cause });
      }
    },
  };
}
