import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { sms } from 'tencentcloud-sdk-nodejs-sms';
import { expect, it } from 'vitest';
import { signedHeaders } from './tc3.js';

/** What Tencent's own SDK sends for a call. */
async function sentBySdk(credentials: { secretId: string; secretKey: string }, phone: string) {
  let seen: { headers: Record<string, string>; body: string } | undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen = { headers: request.headers as Record<string, string>, body };
      response.setHeader('content-type', 'application/json');
      response.end('{"Response":{"SendStatusSet":[],"RequestId":"r"}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new sms.v20210111.Client({
    credential: credentials,
    region: 'ap-guangzhou',
    profile: { signMethod: 'TC3-HMAC-SHA256', httpProfile: { endpoint, protocol: 'http://' } },
  });
  await client.SendSms({ PhoneNumberSet: [phone], SmsSdkAppId: '1400000000', SignName: '睿珠', TemplateId: '1' });
  await new Promise((resolve) => server.close(resolve));
  return { host: endpoint, ...seen! };
}

it('signs as Tencent’s own SDK does, whatever the keys and the text', async () => {
  const text = fc.stringMatching(/^[A-Za-z0-9]{8,40}$/);
  await fc.assert(
    fc.asyncProperty(text, text, fc.stringMatching(/^\+861[3-9]\d{9}$/), async (secretId, secretKey, phone) => {
      const { host, headers, body } = await sentBySdk({ secretId, secretKey }, phone);
      const request = {
        host: host.split(':')[0]!,
        service: '127',
        action: 'SendSms',
        version: '2021-01-11',
        region: 'ap-guangzhou',
        body,
      };
      const timestamp = Number(headers['x-tc-timestamp']);
      const ours = signedHeaders({ ...request, timestamp }, { secretId, secretKey });
      expect(ours.authorization).toBe(headers.authorization);
    }),
    { numRuns: 10 },
  );
});
