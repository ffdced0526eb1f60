import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestCloud } from '../storage/testing.js';
import { createWechatService } from './index.js';
import { openWechatBench, textOf, type WechatBench } from './testing.js';

let bench: WechatBench;
beforeAll(async () => {
  bench = await openWechatBench();
});
beforeEach(() => bench.wechat.recordVisit('shop', 'oAlice'));
afterAll(() => bench.close());

describe('security.msgSecCheck', () => {
  it('passes, reviews and refuses a text, and files it in the inbox', async () => {
    expect(await bench.call('security.msgSecCheck', textOf())).toMatchObject({
      errCode: 0,
      errMsg: 'openapi.security.msgSecCheck:ok',
      result: { suggest: 'pass', label: 100 },
    });
    expect(await bench.call('security.msgSecCheck', textOf({ content: '来赌博' }))).toMatchObject({
      result: { suggest: 'risky', label: 20006 },
      detail: [{ strategy: 'content_model' }, { strategy: 'keyword', keyword: '赌博' }],
    });
    expect(await bench.call('security.msgSecCheck', textOf({ nickname: '加微信' }))).toMatchObject({
      result: { suggest: 'review' },
    });
    expect(bench.wechat.inbox('shop', { kind: 'msgSecCheck' })[0]).toMatchObject({ openid: 'oAlice' });
  });

  it('takes 2,500 characters and no more', async () => {
    expect((await bench.call('security.msgSecCheck', textOf({ content: '字'.repeat(2500) }))).errCode).toBe(0);
    expect(await bench.failure('security.msgSecCheck', textOf({ content: '字'.repeat(2501) }))).toBe(45002);
  });

  it('is for users who were here within two hours', async () => {
    expect(await bench.failure('security.msgSecCheck', textOf({ openid: 'oStranger' }))).toBe(61010);
    await bench.cloud.kernel.clock.advance(2 * 3_600_000 + 1);
    expect(await bench.failure('security.msgSecCheck', textOf())).toBe(61010);
    bench.wechat.recordVisit('shop', 'oAlice');
    expect((await bench.call('security.msgSecCheck', textOf())).errCode).toBe(0);
  });

  it.each([
    ['no content', { content: '' }, 44002],
    ['no openid', { openid: undefined }, 40003],
    ['an unknown scene', { scene: 9 }, 40097],
  ])('refuses %s', async (_, changes, code) => {
    expect(await bench.failure('security.msgSecCheck', textOf(changes))).toBe(code);
  });

  it('in version 1 answers 87014 and nothing else', async () => {
    expect(await bench.failure('security.msgSecCheck', { content: '色情' })).toBe(87014);
    expect((await bench.call('security.msgSecCheck', { content: '你好' })).result).toBeUndefined();
  });

  it('has a word list of its own when it is given one', async () => {
    await bench.post('/__hub/wechat/words', {
      env: 'shop',
      words: [{ keyword: '算命', suggest: 'risky', label: 21000 }],
    });
    expect(await bench.call('security.msgSecCheck', textOf({ content: '算命' }))).toMatchObject({
      result: { suggest: 'risky' },
    });
    expect(await bench.call('security.msgSecCheck', textOf({ content: '赌博' }))).toMatchObject({
      result: { suggest: 'pass' },
    });
  });
});

describe('security.mediaCheckAsync', () => {
  const media = (mediaUrl: string) =>
    bench.call('security.mediaCheckAsync', { openid: 'oAlice', scene: 1, version: 2, mediaType: 2, mediaUrl });

  it('answers a trace id and pushes the verdict later', async () => {
    await bench.post('/__hub/wechat/push', { env: 'shop', functionName: 'wechat-event' });
    const { traceId } = await media('http://127.0.0.1/a/risky.png');
    expect(bench.pushed).toEqual([]);
    await bench.cloud.kernel.clock.advance(11_000);
    expect(bench.pushed.splice(0)).toMatchObject([
      { Event: 'wxa_media_check', MsgType: 'event', trace_id: traceId, result: { suggest: 'risky' } },
    ]);
  });

  it('is bench.pushed three times at most when the function fails', async () => {
    bench.receiver.failures = 2;
    await media('http://127.0.0.1/fine.png');
    await bench.cloud.kernel.clock.advance(21_000);
    expect(bench.pushed.splice(0)).toMatchObject([{ result: { suggest: 'pass' } }]);
    bench.receiver.failures = 3;
    await media('http://127.0.0.1/fine.png');
    await bench.cloud.kernel.clock.advance(60_000);
    expect(bench.pushed).toEqual([]);
    bench.receiver.failures = 0;
  });

  it('survives a restart while the push is pending', async () => {
    await media('http://127.0.0.1/review.png');
    const second = await openTestCloud(bench.cloud.kernel.dataDir);
    second.kernel.clock.startAt(bench.cloud.kernel.clock.now());
    const again = createWechatService(second.kernel, bench.options);
    again.resume();
    await second.kernel.clock.advance(11_000);
    expect(bench.pushed.splice(0)).toMatchObject([{ result: { suggest: 'review' } }]);
    await again.close();
    await second.close();
  });
});
