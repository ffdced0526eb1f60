import { randomBytes } from 'node:crypto';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentApi, TencentCall } from '../api/call.js';
import { TencentError } from '../api/error.js';

/** An e-mail, as it would have reached a mailbox. */
export interface Email {
  messageId: string;
  /** Virtual time, ms. */
  at: number;
  from: string;
  to: string;
  subject: string;
  templateId: number;
  /** The template's variables. */
  variables: Record<string, unknown>;
  /** Environment of the function that sent it, if one did. */
  env?: string;
}

export interface SesService {
  api: TencentApi;
  /** Newest first. */
  emails(query: { to?: string; env?: string; limit: number }): Email[];
  clear(): void;
}

const REGIONS = ['ap-guangzhou', 'ap-hongkong'];
const RECIPIENTS_PER_CALL = 50;
/** E-mails that are remembered, until the local cloud ends. */
const MOST_KEPT = 1000;
const ADDRESS = /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/;

/** E-mail by template (cloud.tencent.com/document/product/1288/51034): nothing is sent, the newest are remembered. */
export function createSes(kernel: Kernel): SesService {
  let kept: Email[] = [];

  function send(call: TencentCall) {
    const { params, region } = call;
    if (!REGIONS.includes(region)) throw new TencentError('UnsupportedRegion', `SES is in ${REGIONS.join(' and ')}`);
    const from = params.text('FromEmailAddress');
    const sender = /<([^<>]*)>$/.exec(from)?.[1] ?? from;
    if (!ADDRESS.test(sender)) throw new TencentError('FailedOperation.IncorrectSender', 'FromEmailAddress');
    const to = params.texts('Destination');
    if (to.length === 0 || to.length > RECIPIENTS_PER_CALL) {
      throw new TencentError('FailedOperation.TooManyRecipients', `1 to ${RECIPIENTS_PER_CALL} recipients`);
    }
    if (!to.every((one) => ADDRESS.test(one))) throw new TencentError('FailedOperation.IncorrectEmail', 'Destination');
    const subject = params.text('Subject');
    if (!params.has('Template')) throw new TencentError('FailedOperation.MissingEmailContent', 'Template');
    const template = params.object('Template');
    const shared = {
      ...{ messageId: randomBytes(16).toString('hex'), at: kernel.clock.now(), from, subject },
      ...{ templateId: template.number('TemplateID'), variables: variablesOf(template.text('TemplateData', '{}')) },
      ...(call.invocation && { env: call.invocation.env }),
    };
    kept = [...to.map((one) => ({ ...shared, to: one })), ...kept].slice(0, MOST_KEPT);
    return { MessageId: shared.messageId };
  }

  return {
    api: { version: '2020-10-02', actions: { SendEmail: send } },
    emails: ({ to, env, limit }) =>
      kept
        .filter((one) => (to === undefined || one.to === to) && (env === undefined || one.env === env))
        .slice(0, limit),
    clear() {
      kept = [];
    },
  };
}

function variablesOf(text: string): Record<string, unknown> {
  try {
    const variables: unknown = JSON.parse(text);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) {
      return variables as Record<string, unknown>;
    }
  } catch {}
  throw new TencentError('InvalidParameterValue.TemplateDataError', 'TemplateData must be an object in JSON');
}
