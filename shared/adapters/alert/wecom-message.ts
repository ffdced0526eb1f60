import type { AlertNotice } from '../../modules/alert/channel.js';

/** A markdown message of a group robot holds at most so many bytes of UTF-8 (developer.work.weixin.qq.com/document/path/91770). */
export const LARGEST_MARKDOWN = 4096;
/** One notice takes at most this much, so that a message holds several. */
const LARGEST_NOTICE = 800;
/** More than this and nobody reads them; the console has them all. */
const MOST_MESSAGES = 4;

const HEADINGS = { pending: '待确认', firing: '告警', resolved: '恢复' } as const;
const COLOURS = { critical: 'warning', warning: 'comment' } as const;

export interface Message {
  content: string;
  /** How many notices are in it. */
  notices: number;
}

/** Notices as few markdown messages, each within the limit; the last one tells how many are left out. */
export function messagesOf(app: string, notices: readonly AlertNotice[]): Message[] {
  const messages: Message[] = [];
  const heading = `**云枢 ${plain(app)}**\n`;
  let current = { content: heading, notices: 0 };
  // Room for the line that tells what is left out.
  const room = LARGEST_MARKDOWN - 200;
  for (const notice of notices) {
    const text = cutToBytes(noticeText(notice), LARGEST_NOTICE);
    if (bytes(current.content) + bytes(text) + 1 > room && current.notices > 0) {
      messages.push(current);
      current = { content: heading, notices: 0 };
    }
    current.content += `${text}\n`;
    current.notices += 1;
  }
  if (current.notices > 0) messages.push(current);
  if (messages.length <= MOST_MESSAGES) return messages;

  const sent = messages.slice(0, MOST_MESSAGES);
  const left = messages.slice(MOST_MESSAGES).reduce((sum, { notices: n }) => sum + n, 0);
  const last = sent.at(-1)!;
  last.content += `另有 ${left} 条，请在后台的告警列表查看`;
  last.notices += left;
  return sent;
}

function noticeText(notice: AlertNotice): string {
  const { title, subject, severity, state, value, limit, since, advice } = notice;
  const heading = `<font color="${state === 'resolved' ? 'info' : COLOURS[severity]}">${HEADINGS[state]}</font>`;
  const lines = [`${heading} ${plain(title)}：${plain(subject)}`, `> 当前 ${plain(value)}，阈值 ${plain(limit)}`];
  lines.push(`> 始于 ${beijing(since)}`);
  if (state !== 'resolved') lines.push(`> ${plain(advice)}`);
  return lines.join('\n');
}

/** Text that markdown makes nothing of, and that mentions nobody. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/[<>*`[\]()#~@\\]/g, (mark) => FULL_WIDTH[mark] ?? ' ');
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '*': '＊',
  '(': '（',
  ')': '）',
  '#': '＃',
  '@': '＠',
};

function beijing(instant: string): string {
  const shifted = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)}`;
}

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** `text` as far as it fits into `most` bytes of UTF-8, with `…` when it is cut; never half a character as people see them. */
export function cutToBytes(text: string, most: number): string {
  if (bytes(text) <= most) return text;
  let cut = '';
  let room = most - bytes('…');
  for (const { segment } of characters.segment(text)) {
    room -= bytes(segment);
    if (room < 0) break;
    cut += segment;
  }
  return `${cut}…`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
