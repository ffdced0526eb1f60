import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertNotice } from '../../modules/alert/channel.js';
import { wecomChannel } from './wecom.js';
import { cutToBytes, LARGEST_MARKDOWN, messagesOf } from './wecom-message.js';

const notice = (changes: Partial<AlertNotice> = {}): AlertNotice => ({
  title: '错误率过高',
  subject: 'order-create',
  severity: 'critical',
  state: 'firing',
  value: '33.3 %',
  limit: '10 %',
  since: '2026-11-21T10:00:00.000Z' as AlertNotice['since'],
  advice: '按 traceId 查日志',
  ...changes,
});
const text = fc.string({ unit: 'grapheme', maxLength: 400 });

describe('messages to a WeCom group', () => {
  it('hold every notice or say how many more there are, and never exceed what the robot takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: text, subject: text, advice: text }), { minLength: 1, maxLength: 80 }),
        (many) => {
          const messages = messagesOf('睿珠', many.map(notice));
          expect(messages.length).toBeLessThanOrEqual(4);
          for (const { content } of messages) expect(Buffer.byteLength(content)).toBeLessThanOrEqual(LARGEST_MARKDOWN);
          expect(messages.reduce((sum, { notices }) => sum + notices, 0)).toBe(many.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('come as one where they fit into one', () => {
    const [message, ...more] = messagesOf('睿珠', [notice(), notice({ subject: 'cart-get', state: 'resolved' })]);
    expect(more).toEqual([]);
    expect(message!.content).toContain('<font color="warning">告警</font> 错误率过高：order-create');
    expect(message!.content).toContain('<font color="info">恢复</font> 错误率过高：cart-get');
    expect(message!.content).toContain('2026-11-21 18:00:00');
  });

  it('make no markup, link or mention of what data says', () => {
    const [message] = messagesOf('x', [notice({ subject: '<@all> [a](http://evil) **b**\n# c' })]);
    const said = message!.content.split('\n')[1]!;
    expect(said).not.toMatch(/<@|\]\(|\*\*/);
  });

  it('are never cut within a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-composite', maxLength: 60 }),
        fc.integer({ min: 3, max: 120 }),
        (long, most) => {
          const cut = cutToBytes(long, most);
          expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
          if (cut === long) return;
          const segments = [...new Intl.Segmenter('zh').segment(long)].map(({ segment }) => segment);
          const kept = [...new Intl.Segmenter('zh').segment(cut.slice(0, -1))].length;
          expect(segments.slice(0, kept).join('')).toBe(cut.slice(0, -1));
        },
      ),
    );
  });
});

describe('the robot of a WeCom group', () => {
  it('is refused by an address that is none, without showing it', () => {
    for (const wrong of ['', 'https://evil.example/cgi-bin/webhook/send?key=0123456789abcdef', 'hunter2hunter2']) {
      expect(() => wecomChannel(wrong)).toThrow(/^ALERT_WECOM_WEBHOOK is not https:\/\/qyapi\.weixin\.qq\.com/);
      if (wrong) expect(() => wecomChannel(wrong)).not.toThrow(wrong);
    }
  });
});
