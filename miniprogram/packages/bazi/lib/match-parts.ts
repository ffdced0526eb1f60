import type { baziMatch } from '../../../../shared/contracts/bazi/match.js';
import type { Output } from '../../../../shared/contracts/contract.js';

export type Match = Output<typeof baziMatch>;

/** The parts of the score: each as wide as what it can bring, filled as far as it does. */
export const matchParts = ({ items }: Match) =>
  items.map(({ name, score, most, reason, source }) => {
    const [title, about = ''] = name.split(/[（）]/);
    return { title: title!, about, score, most, reason, source, filled: Math.round((score / most) * 100) };
  });

/** The sum as one writes it down: 11 + 17 + 18 + 5 + 15 = 66. */
export const sumOf = ({ items, score }: Match): string => `${items.map((item) => item.score).join(' + ')} = ${score}`;

/** A word for the score, and no verdict. */
export function scoreWord(score: number): string {
  if (score >= 80) return '合处多';
  if (score >= 60) return '合多于异';
  return score >= 40 ? '合异参半' : '异处多，贵在体谅';
}
