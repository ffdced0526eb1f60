/** What a check says; labels are WeChat's (100 normal, 10001 advertising, 20001 politics, 20002 pornography, …). */
export interface Verdict {
  suggest: 'pass' | 'review' | 'risky';
  label: number;
  keyword?: string;
}

/** A word and what a text that holds it is judged as. */
export interface Word extends Verdict {
  keyword: string;
}

/** A few words to try moderation with; an environment can have a list of its own. */
const DEFAULT_WORDS: Word[] = [
  { keyword: '赌博', suggest: 'risky', label: 20006 },
  { keyword: '色情', suggest: 'risky', label: 20002 },
  { keyword: '诈骗', suggest: 'risky', label: 20008 },
  { keyword: '加微信', suggest: 'review', label: 10001 },
];

/** @param stored the environment's own list as JSON, absent for the default one */
export function wordsOf(stored: string | undefined): Word[] {
  return stored === undefined ? DEFAULT_WORDS : (JSON.parse(stored) as Word[]);
}

/** Judges a text by the gravest word in it. */
export function judgeText(stored: string | undefined, content: string): Verdict {
  const found = wordsOf(stored).filter(({ keyword }) => content.includes(keyword));
  return found.find(({ suggest }) => suggest === 'risky') ?? found[0] ?? { suggest: 'pass', label: 100 };
}

/** Pictures and sounds are not looked at: their address says what they are. */
export function isMarked(mediaUrl: string): Verdict {
  if (mediaUrl.includes('risky')) return { suggest: 'risky', label: 20002 };
  if (mediaUrl.includes('review')) return { suggest: 'review', label: 21000 };
  return { suggest: 'pass', label: 100 };
}
