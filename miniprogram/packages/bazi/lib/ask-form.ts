import type { Input } from '../../../../shared/contracts/contract.js';
import type { readingStart } from '../../../../shared/contracts/reading/start.js';

export type Topic = Input<typeof readingStart>['topic'];

/** What somebody asks about, beside the chart. */
export interface AskForm {
  topic: Topic | '';
  year: number;
  /** 0 for 寅 to 11 for 丑. */
  month: number;
  question: string;
}

const MONTHS = ['寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥', '子', '丑'];
const TERMS = ['立春', '惊蛰', '清明', '立夏', '芒种', '小暑', '立秋', '白露', '寒露', '立冬', '大雪', '小寒'];
export const MONTH_NAMES = MONTHS.map((branch, place) => `${branch}月，自${TERMS[place]}起`);
const SHORTEST_QUESTION = 4;

/** What to ask the server with, or what is still missing. */
export function askedOf({ topic, year, month, question }: AskForm): { asked: AskedTopic } | { problem: string } {
  if (topic === '') return { problem: '请选择想看的主题' };
  if (topic === 'year') return { asked: { topic, year } };
  if (topic === 'month') return { asked: { topic, year, month } };
  if (topic !== 'question') return { asked: { topic } };
  const text = question.trim().replace(/\s+/g, ' ');
  if (text.length < SHORTEST_QUESTION)
    return { problem: `问题至少 ${SHORTEST_QUESTION} 个字，说得具体些，答得也具体些` };
  return { asked: { topic, question: text } };
}

export type AskedTopic = Pick<Input<typeof readingStart>, 'topic' | 'year' | 'month' | 'question'>;

/** The years that can be asked about: from birth to ten years from now. */
export function yearsToAsk(bornIn: number, thisYear: number): number[] {
  const first = Math.min(bornIn, thisYear);
  return Array.from({ length: thisYear + 10 - first + 1 }, (_, index) => first + index);
}
