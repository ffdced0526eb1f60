import type { Known } from './known.js';
import { clausesOf, normalised } from './notation.js';
import { sayings } from './places.js';
import { wrongPresence } from './presence.js';
import { wrongTimes } from './time.js';

/** A segment as its writer wrote it: the text without its citations, and what these cite. */
export interface Written {
  text: string;
  facts: string[];
}

const SHORTEST = 20;
const LONGEST = 600;

/** Splits what a model wrote into text and citations: `[F3]`, `[F3、F5]`, in any brackets. */
export function withoutCitations(raw: string): Written {
  const facts = new Set<string>();
  const text = raw.replace(/[[【（(]((?:\s*F\d{1,3}\s*[,，、;；]?)+)[\]】）)]/g, (_, cited: string) => {
    for (const [id] of cited.matchAll(/F\d{1,3}/g)) facts.add(id);
    return '';
  });
  return { text: text.trim(), facts: [...facts] };
}

/**
 * What of a segment contradicts the chart, or is no segment at all; nothing when it may be shown. Where it cannot be told whether a
 * text is wrong it is refused: a repair or the embedded writer costs little.
 *
 * It reads stems, branches, pillars, ten gods, stars, sounds, shares, decades of luck, years and ages; what is said of them with
 * other words it does not understand.
 */
export function problemsOf({ text, facts }: Written, known: Known): string[] {
  return [...new Set([...wrongForm(text), ...wrongCitations(facts, known), ...wrongSayings(text, known)])];
}

function wrongForm(text: string): string[] {
  const length = [...text].length;
  return [
    ...(length < SHORTEST || length > LONGEST ? [`应为 ${SHORTEST} 到 ${LONGEST} 字，现为 ${length} 字`] : []),
    ...(/https?:|www\.|[<>{}\\]|\d{5,}|F\d/i.test(text) ? ['含有网址、号码或代码'] : []),
    ...(/提示词|系统提示|语言模型|作为(?:一个)?(?:AI|人工智能)|忽略(?:以上|上述|之前)/i.test(text)
      ? ['谈的不是命盘']
      : []),
    ...(/[a-z]{4,}/i.test(text) ? ['含有外文'] : []),
  ];
}

function wrongCitations(facts: readonly string[], { factIds }: Known): string[] {
  if (facts.length === 0) return ['没有引用命盘事实的编号'];
  return facts.filter((id) => !factIds.has(id)).map((id) => `没有编号为 ${id} 的事实`);
}

function wrongSayings(text: string, known: Known): string[] {
  return clausesOf(normalised(text)).flatMap((clause) => [
    ...sayings.flatMap(({ says, wrong }) =>
      [...clause.matchAll(says)].flatMap((match) => wrong([...match], known) ?? []),
    ),
    ...wrongTimes(clause, known),
    ...wrongPresence(clause, known),
  ]);
}
