import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignOptions, signedCall } from '../testing/client.js';
import { removeFolder, startTestCloud, type TestCloud, temporaryFolder } from '../testing/harness.js';

const dataDir = temporaryFolder('tencent-door');
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(dataDir);
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

const call = (service: string, action: string, params: object, options: SignOptions = {}) =>
  signedCall(cloud.url, service, action, params, options);
const codeOf = async (...args: Parameters<typeof call>) => (await call(...args)).Error?.Code;

describe('signatures', () => {
  it("takes the account's keys and the fixed pair", async () => {
    const { secretId, secretKey } = await cloud.get<{ secretId: string; secretKey: string }>('/__hub/account');
    expect(await call('tcb', 'DescribeEnvs', {}, { secretId, secretKey })).toMatchObject({ Total: 2 });
    expect(await call('tcb', 'DescribeEnvs', { EnvId: 'demo' })).toMatchObject({ EnvList: [{ EnvId: 'demo' }] });
  });

  it.each<[string, SignOptions]>([
    ['AuthFailure.SignatureFailure', { secretKey: 'wrong' }],
    ['AuthFailure.SignatureFailure', { sent: '{"EnvId":"other"}' }],
    ['AuthFailure.SignatureFailure', { scope: 'sms' }],
    ['AuthFailure.SignatureFailure', { headers: { 'x-tc-action': 'DescribeEnvInfo' } }],
    ['AuthFailure.SecretIdNotFound', { secretId: 'AKIDnobody' }],
    ['AuthFailure.SignatureExpire', { at: Date.now() - 301_000 }],
    ['AuthFailure.SignatureExpire', { at: Date.now() + 600_000 }],
    ['AuthFailure.SignatureExpire', { headers: { 'x-tc-timestamp': 'soon' } }],
    ['AuthFailure.InvalidAuthorization', { headers: { authorization: 'Bearer x' } }],
    ['AuthFailure.TokenFailure', { secretId: 'local-secret-id', secretKey: 'local-secret-key' }],
  ])('%s for %j', async (code, options) => {
    expect(await codeOf('tcb', 'DescribeEnvs', {}, options)).toBe(code);
  });

  it("lives by the virtual clock and by the machine's", async () => {
    await cloud.kernel.clock.advance(3_600_000);
    expect(await codeOf('tcb', 'DescribeEnvs', {})).toBeUndefined();
    expect(await codeOf('tcb', 'DescribeEnvs', {}, { at: cloud.kernel.clock.now() })).toBeUndefined();
    expect(await codeOf('tcb', 'DescribeEnvs', {}, { at: Date.now() + 1_800_000 })).toBe('AuthFailure.SignatureExpire');
  });
});

it('says which action, version and parameter it does not know', async () => {
  expect(await codeOf('tcb', 'DescribeMoon', {})).toBe('InvalidAction');
  expect(await codeOf('tcb', 'constructor', {})).toBe('InvalidAction');
  expect(await codeOf('cvm', 'DescribeInstances', {})).toBe('InvalidAction');
  expect(await codeOf('tcb', 'DescribeEnvs', {}, { version: '2019-01-01' })).toBe('NoSuchVersion');
  expect(await codeOf('tcb', 'DescribeEnvInfo', {})).toBe('MissingParameter');
  expect(await codeOf('tcb', 'DescribeEnvInfo', { EnvId: 7 })).toBe('InvalidParameterValue');
  expect(await codeOf('tcb', 'DescribeEnvInfo', { EnvId: 'nobody' })).toBe('ResourceNotFound.EnvNotFound');
});

describe('short messages', () => {
  const message = (phone: string) => ({
    PhoneNumberSet: [phone],
    SmsSdkAppId: '1400000000',
    SignName: '云枢',
    TemplateId: '1234',
    TemplateParamSet: ['5678', '5'],
  });
  const status = async (phone: string) => {
    const { SendStatusSet } = await call('sms', 'SendSms', message(phone));
    return (SendStatusSet as { Code: string }[])[0]!.Code;
  };

  it('are kept in the outbox', async () => {
    expect(await status('+8613800138000')).toBe('Ok');
    const [kept] = await cloud.get<object[]>('/__hub/sms?phone=%2B8613800138000');
    expect(kept).toMatchObject({ phone: '+8613800138000', templateId: '1234', params: ['5678', '5'], sign: '云枢' });
  });

  it('reach a phone once in 30 s, 5 times in an hour, 10 times in a day', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 3; i++) codes.push(await status('13900139000'));
    expect(codes).toEqual(['Ok', ...Array(2).fill('LimitExceeded.PhoneNumberThirtySecondLimit')]);
    for (let i = 0; i < 5; i++) {
      await cloud.kernel.clock.advance(31_000);
      codes.push(await status('13900139000'));
    }
    expect(codes.slice(3)).toEqual([...Array(4).fill('Ok'), 'LimitExceeded.PhoneNumberOneHourLimit']);
  });

  it('are not sent to what is no phone number', async () => {
    expect(await status('+8612')).toBe('InvalidParameterValue.IncorrectPhoneNumber');
    expect(await codeOf('sms', 'SendSms', { ...message('13900139000'), SignName: '' })).toBe(
      'FailedOperation.SignatureIncorrectOrUnapproved',
    );
  });

  it('fail as a script says', async () => {
    const error = { Code: 'FailedOperation.InsufficientBalanceInSmsPackage', Message: 'no package' };
    await cloud.post('/__hub/tencent/scripts', {
      service: 'sms',
      action: 'SendSms',
      contains: '13700137000',
      error,
      times: 1,
    });
    expect(await codeOf('sms', 'SendSms', message('13700137000'))).toBe(error.Code);
    expect(await status('13700137000')).toBe('Ok');
  });
});

describe('moderation', () => {
  const text = (content: string) => ({ Content: Buffer.from(content).toString('base64') });

  it('judges a text by the gravest word in it', async () => {
    expect(await call('tms', 'TextModeration', text('今天天气很好'))).toMatchObject({
      Suggestion: 'Pass',
      Label: 'Normal',
    });
    expect(await call('tms', 'TextModeration', text('加微信，聊赌博'))).toMatchObject({
      Suggestion: 'Block',
      Label: 'Illegal',
      Keywords: ['赌博', '加微信'],
    });
    expect(await codeOf('tms', 'TextModeration', text('字'.repeat(10_001)))).toBe(
      'InvalidParameterValue.ErrTextContentLen',
    );
    expect(await codeOf('tms', 'TextModeration', { Content: '不是' })).toBe('InvalidParameterValue.ErrTextContentType');
  });

  it("takes pictures at their address's word, or a script's", async () => {
    const png = { FileContent: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1]).toString('base64') };
    expect(await call('ims', 'ImageModeration', png)).toMatchObject({ Suggestion: 'Pass', HitFlag: 0 });
    expect(await call('ims', 'ImageModeration', { FileUrl: 'https://x/block.png' })).toMatchObject({
      Suggestion: 'Block',
    });
    expect(await codeOf('ims', 'ImageModeration', {})).toBe('InvalidParameterValue.EmptyImageContent');
    expect(await codeOf('ims', 'ImageModeration', { FileContent: 'aGk=' })).toBe(
      'InvalidParameterValue.InvalidImageContent',
    );
    const answer = { Suggestion: 'Review', Label: 'Ad' };
    await cloud.post('/__hub/tencent/scripts', { service: 'ims', action: 'ImageModeration', answer, times: 1 });
    expect(await call('ims', 'ImageModeration', png)).toMatchObject(answer);
  });
});
