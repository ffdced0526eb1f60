import { expect, it } from 'vitest';
import { hostRule } from './hosts.js';

it.each([
  ['tcb-admin.tencentcloudapi.com', 'redirect'],
  ['demo.tcb-api.tencentcloudapi.com', 'redirect'],
  ['DEMO.internal.ap-shanghai.tcb-api.tencentcloudapi.com', 'redirect'],
  ['demo-1250000000.ap-shanghai.app.tcloudbase.com', 'redirect'],
  ['api2.mch.weixin.qq.com', 'redirect'],
  ['metadata.tencentyun.com', 'refuse'],
  ['x.cos.ap-shanghai.myqcloud.com', 'refuse'],
  ['qq.com', 'refuse'],
  ['notqq.com', 'pass'],
  ['qq.com.example.org', 'pass'],
  ['api.openai.com', 'pass'],
  ['127.0.0.1', 'pass'],
] as const)('%s: %s', (host, rule) => {
  expect(hostRule(host, [])).toBe(rule);
});

it('an allowed host passes, alone or with all below it', () => {
  expect(hostRule('x.cos.myqcloud.com', ['*.myqcloud.com'])).toBe('pass');
  expect(hostRule('API.weixin.qq.com.', [])).toBe('redirect');
  expect(hostRule('mp.weixin.qq.com.', [])).toBe('refuse');
  expect(hostRule('api.weixin.qq.com', ['api.weixin.qq.com'])).toBe('pass');
  expect(hostRule('mp.weixin.qq.com', ['api.weixin.qq.com'])).toBe('refuse');
});
