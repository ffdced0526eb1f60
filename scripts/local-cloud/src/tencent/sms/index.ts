import { randomBytes } from 'node:crypto';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentApi, TencentCall } from '../api/call.js';
import { TencentError } from '../api/error.js';
import { type Outbox, openOutbox } from './outbox.js';

export type { Outbox, ShortMessage } from './outbox.js';

const NUMBERS_PER_CALL = 200;
const DAY_MS = 86_400_000;

/**
 * How often one phone is reached, as the platform has it before anybody changes it in the console
 * (cloud.tencent.com/document/product/382/13301): once in 30 s, 5 times in an hour, 10 times in a day of Beijing.
 */
const FREQUENCIES = [
  { Code: 'LimitExceeded.PhoneNumberThirtySecondLimit', most: 1, since: (now: number) => now - 30_000 + 1 },
  { Code: 'LimitExceeded.PhoneNumberOneHourLimit', most: 5, since: (now: number) => now - 3_600_000 + 1 },
  {
    Code: 'LimitExceeded.PhoneNumberDailyLimit',
    most: 10,
    since: (now: number) => now - ((now + DAY_MS / 3) % DAY_MS),
  },
];

export interface SmsService {
  api: TencentApi;
  outbox: Outbox;
  close(): void;
}

/** Short messages: nothing is sent, everything is in the outbox. */
export function createSms(kernel: Kernel): SmsService {
  const outbox = openOutbox(kernel.dataDir);

  function send(call: TencentCall, phone: string) {
    const { params } = call;
    const at = kernel.clock.now();
    const shared = {
      PhoneNumber: phone,
      SessionContext: params.text('SessionContext', ''),
      Fee: 0,
      SerialNo: '',
      IsoCode: '',
    };
    if (!isPhone(phone)) {
      return { ...shared, Code: 'InvalidParameterValue.IncorrectPhoneNumber', Message: 'incorrect phone number' };
    }
    const exceeded = FREQUENCIES.find(({ most, since }) => outbox.countSince(phone, since(at)) >= most);
    if (exceeded)
      return {
        ...shared,
        Code: exceeded.Code,
        Message: 'the number of SMS sent to this phone exceeds the frequency limit',
      };
    const serialNo = `2640:${randomBytes(12).toString('hex')}`;
    outbox.add({
      serialNo,
      at,
      phone,
      sdkAppId: params.text('SmsSdkAppId'),
      sign: params.text('SignName', ''),
      templateId: params.text('TemplateId'),
      params: params.texts('TemplateParamSet'),
      sessionContext: shared.SessionContext,
      ...(call.invocation && { env: call.invocation.env }),
    });
    return {
      ...shared,
      SerialNo: serialNo,
      Fee: 1,
      Code: 'Ok',
      Message: 'send success',
      IsoCode: phone.startsWith('+86') ? 'CN' : '',
    };
  }

  return {
    outbox,
    api: {
      version: '2021-01-11',
      actions: {
        SendSms: (call) => {
          const { params } = call;
          for (const required of ['SmsSdkAppId', 'TemplateId']) params.text(required);
          const phones = params.texts('PhoneNumberSet').map(normalize);
          if (phones.length === 0)
            throw new TencentError('MissingParameter', 'The request is missing a required parameter `PhoneNumberSet`.');
          if (phones.length > NUMBERS_PER_CALL) {
            throw new TencentError(
              'LimitExceeded.PhoneNumberCountLimit',
              `at most ${NUMBERS_PER_CALL} phone numbers are sent to in a call`,
            );
          }
          if (phones.some((phone) => phone.startsWith('+86')) && params.text('SignName', '') === '') {
            throw new TencentError(
              'FailedOperation.SignatureIncorrectOrUnapproved',
              'SignName is required for numbers of mainland China',
            );
          }
          return { SendStatusSet: phones.map((phone) => send(call, phone)) };
        },
      },
    },
    close: () => outbox.close(),
  };
}

/** Eleven digits that begin with 1 are a number of mainland China. */
function normalize(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `+86${phone}`;
  return /^0?0?86\d{11}$/.test(phone) ? `+86${phone.slice(-11)}` : phone;
}

function isPhone(phone: string): boolean {
  return phone.startsWith('+86') ? /^\+861[3-9]\d{9}$/.test(phone) : /^\+[1-9]\d{6,14}$/.test(phone);
}
