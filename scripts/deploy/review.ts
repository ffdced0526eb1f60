import type { App, ReviewedContent } from '../../shared/apps/app.js';

/** What WeChat's review is known to say of such content in a mini-program, with the source. */
const KNOWN: Record<ReviewedContent, string> = {
  'fortune-telling':
    'WeChat refuses mini-programs with fortune-telling (算命、运势, 2022-11-28 and developers.weixin.qq.com/community/develop/doc/000082c0f88640f4b490809316b009)',
  'multi-level-distribution':
    'WeChat bans multi-level distribution, team rewards and entry purchases in mini-programs (2019-01-28); keep to one level',
};

/** What the owner should know before a mini-program of this app is handed in for review. */
export function reviewNotes({ name, onlyOnH5 = [], inMiniprogram = [] }: App): string[] {
  return [
    ...onlyOnH5.map(
      (content) => `only on H5, not in the package of npm run build:wechat -- ${name}: ${KNOWN[content]}`,
    ),
    ...inMiniprogram.map((content) => `in the mini-program: ${KNOWN[content]}`),
  ];
}
