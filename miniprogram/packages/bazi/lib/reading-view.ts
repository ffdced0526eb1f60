import type { Reading } from './follow-reading';

/** A section with the facts that it rests on, each under a short name. */
export interface Section {
  place: number;
  title: string;
  paragraphs: string[];
  facts: { id: string; name: string; text: string }[];
}

const LONGEST_NAME = 10;

export function sectionsOf({ segments, facts }: Reading): Section[] {
  const known = new Map(facts.map(({ id, text }) => [id as string, text]));
  return segments.map(({ place, title, text, facts: cited }) => ({
    ...{ place, title },
    paragraphs: text.split('\n').filter((line) => line !== ''),
    facts: [...new Set(cited)].map((id) => ({ id, name: nameOf(known.get(id) ?? ''), text: known.get(id) ?? '' })),
  }));
}

/** What a fact is about: the words before its first pause. */
function nameOf(text: string): string {
  const name = /^[^：，、]+/.exec(text)?.[0] ?? text;
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}
