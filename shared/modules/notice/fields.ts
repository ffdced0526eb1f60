import type { Instant } from '../../contracts/terms.js';
import { beijingTime } from '../../core/time.js';

/** What a template is filled with: a text, money, or a time. */
export type Field = string | { fen: number } | { at: Instant };
export type Fields = Readonly<Record<string, Field>>;

/** What a field is in a short message or in a text. */
export function plain(field: Field): string {
  if (typeof field === 'string') return field;
  return 'fen' in field ? yuan(field.fen) : beijingTime(field.at).slice(0, 16);
}

/** An amount in yuan: `128.00`. */
export function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** Characters of a text that each kind of keyword takes (订阅消息参数值内容限制说明). */
const LONGEST: Record<string, number> = { thing: 20, const: 20, enum: 20, phrase: 5, character_string: 32 };
const FORMS: Record<string, RegExp> = {
  phrase: /^\p{Script=Han}{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
};

/**
 * A field as a keyword of a subscribe message takes it: a text is cut where the keyword ends.
 * @param keyword `thing1`, `amount2`, `time3` …
 * @returns undefined when the keyword cannot hold such a field
 */
export function keywordValue(keyword: string, field: Field): string | undefined {
  const kind = keyword.replace(/\d+$/, '');
  if (typeof field === 'object' && 'fen' in field) return kind === 'amount' ? `¥${yuan(field.fen)}` : undefined;
  if (typeof field === 'object')
    return kind === 'time' || kind === 'date' ? beijingTime(field.at).slice(0, 16) : undefined;
  const longest = LONGEST[kind];
  if (longest === undefined || field === '') return undefined;
  const form = FORMS[kind];
  if (form) return form.test(field) ? field : undefined;
  const characters = [...field.replace(/\s+/gu, ' ')];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
}
