import type { ErrorRow } from '../errors.js';

export const readingErrors = {
  READING_NOT_FOUND: { status: 404, level: 'info', retryable: false, message: '没有找到这份解读' },
  READING_QUOTA_USED: {
    status: 429,
    level: 'info',
    retryable: false,
    message: '今天的解读次数已用完，明天再来，或使用解读券',
  },
  READING_NEEDS_PASS: { status: 402, level: 'info', retryable: false, message: '此主题需会员或解读券' },
  READING_NOT_FOR_MINORS: {
    status: 403,
    level: 'info',
    retryable: false,
    message: '未成年人的命盘只提供学业与养生的文化讲解',
  },
  QUESTION_REFUSED: { status: 400, level: 'info', retryable: false, message: '提问含有不适合讨论的内容，请换一种问法' },
  READING_UNDER_WAY: { status: 409, level: 'info', retryable: true, message: '解读正在进行，请稍候' },
} as const satisfies Record<string, ErrorRow>;
