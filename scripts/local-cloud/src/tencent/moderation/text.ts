import { TencentError } from '../api/error.js';
import type { Params } from '../api/params.js';

/** TMS takes 10,000 characters. */
const LONGEST = 10_000;

/** Words to try moderation with; scripts of the hub say anything else. */
const WORDS = [
  { word: '色情', label: 'Porn', suggestion: 'Block', score: 99 },
  { word: '赌博', label: 'Illegal', suggestion: 'Block', score: 98 },
  { word: '诈骗', label: 'Illegal', suggestion: 'Block', score: 96 },
  { word: '傻瓜', label: 'Abuse', suggestion: 'Review', score: 75 },
  { word: '加微信', label: 'Ad', suggestion: 'Review', score: 80 },
] as const;

/**
 * `TextModeration`: judges a text by the gravest of a few words in it.
 * @throws TencentError InvalidParameterValue.ErrTextContentType, InvalidParameterValue.ErrTextContentLen
 */
export function moderateText(params: Params): Record<string, unknown> {
  const content = decode(params.text('Content'));
  if (content.length === 0 || [...content].length > LONGEST) {
    throw new TencentError('InvalidParameterValue.ErrTextContentLen', `Content must hold 1 to ${LONGEST} characters`);
  }
  const found = WORDS.filter(({ word }) => content.includes(word)).sort((a, b) => b.score - a.score);
  const gravest = found[0];
  return {
    BizType: params.text('BizType', 'default'),
    DataId: params.text('DataId', ''),
    Label: gravest?.label ?? 'Normal',
    SubLabel: '',
    Suggestion: gravest?.suggestion ?? 'Pass',
    Score: gravest?.score ?? 0,
    Keywords: found.map(({ word }) => word),
    DetailResults: found.map(({ word, label, suggestion, score }) => ({
      Label: label,
      Suggestion: suggestion,
      Keywords: [word],
      Score: score,
      LibType: 0,
      LibId: '',
      LibName: '',
      SubLabel: '',
    })),
    RiskDetails: [],
    Extra: '',
    ContextText: '',
  };
}

function decode(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') !== base64.replace(/\s/g, '').replace(/=+$/, '')) {
    throw new TencentError('InvalidParameterValue.ErrTextContentType', 'Content must be text in base64');
  }
  return bytes.toString('utf8');
}
