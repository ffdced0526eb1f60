/** Regular expressions of what a chart is written in. */
export const STEM = '[甲乙丙丁戊己庚辛壬癸]';
export const BRANCH = '[子丑寅卯辰巳午未申酉戌亥]';
export const GOD = '(?:比肩|劫财|食神|伤官|偏财|正财|七杀|正官|偏印|正印)';
export const ELEMENT = '[木火土金水]';

/** Says that something is not there. */
export const NEGATION = /无|没有|不见|未见|不现|不透|未透|缺|并非|不是|而非|少见/;

const DIGITS = '〇一二三四五六七八九';

/**
 * A text as the checks read it: full-width characters narrow, other names and forms of the ten gods as the chart has them, years and ages in
 * digits, no spaces and no marks of emphasis.
 */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s*_`#]/g, '')
    .replace(/[傷]/g, '伤')
    .replace(/[財]/g, '财')
    .replace(/七[殺煞]/g, '七杀')
    .replace(/偏官/g, '七杀')
    .replace(/枭神/g, '偏印')
    .replace(/[零〇一二三四五六七八九]{4}(?=年)/g, (year) =>
      [...year.replaceAll('零', '〇')].map((digit) => DIGITS.indexOf(digit)).join(''),
    )
    .replace(/[一二三四五六七八九十百零]+(?=岁)/g, (age) => String(chineseNumber(age)));
}

/** 三十五 is 35; up to 199. */
function chineseNumber(text: string): number {
  const [hundreds, below] = text.includes('百') ? text.split('百') : ['', text];
  const rest = (below ?? '').replace('零', '');
  const [tens, ones] = rest.includes('十') ? rest.split('十') : [undefined, rest];
  const digit = (one: string | undefined, otherwise: number) => (one ? DIGITS.indexOf(one) : otherwise);
  return digit(hundreds, 0) * 100 + (tens === undefined ? 0 : digit(tens, 1) * 10) + digit(ones, 0);
}

/** The parts of a text in which one thing is said. */
export function clausesOf(text: string): string[] {
  return text.split(/[。；！？,，;!?\n]/).filter((clause) => clause !== '');
}
