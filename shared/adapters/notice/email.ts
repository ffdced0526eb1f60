import type { EmailMessage, Outcome } from '../../modules/notice/channels.js';
import { callTencent, TencentRefusal } from '../tencent-api/call.js';

/** Refusals that pass: the platform's own trouble, and its frequencies (cloud.tencent.com/document/product/1288/51034). */
const PASSING =
  /^(InternalError|RequestLimitExceeded|FailedOperation\.(FrequencyLimit|HighRejectionRate|SendEmailErr))/;

/** E-mails by Tencent Cloud SES; undefined where the variables SES_* are not set. */
export function emails(): ((message: EmailMessage) => Promise<Outcome>) | undefined {
  const { SES_SECRET_ID: secretId, SES_SECRET_KEY: secretKey, SES_FROM: from } = process.env;
  if (!secretId) return undefined;
  if (!secretKey || !from) throw new Error('some of the variables SES_* are not set');
  const call = { service: 'ses', action: 'SendEmail', version: '2020-10-02', region: 'ap-guangzhou' };

  return async ({ address, templateId, variables }) => {
    const request = {
      FromEmailAddress: from,
      Destination: [address],
      Subject: variables.title,
      Template: { TemplateID: Number(templateId), TemplateData: JSON.stringify(variables) },
      /** Triggered by what has happened, not an advertisement. */
      TriggerType: 1,
    };
    try {
      await callTencent(call, request, { secretId, secretKey });
      return { sent: true };
    } catch (error) {
      if (!(error instanceof TencentRefusal)) throw error;
      return { sent: false, outcome: `ses ${error.code}`, again: PASSING.test(error.code) };
    }
  };
}
