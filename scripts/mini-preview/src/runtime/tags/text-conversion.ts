/** What `decode` replaces; `&amp;` last, so that what it makes is not decoded again. */
const ENTITIES: [RegExp, string][] = [
  [/&nbsp;/g, '\u00a0'],
  [/&ensp;/g, '\u2002'],
  [/&emsp;/g, '\u2003'],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&apos;/g, "'"],
  [/&amp;/g, '&'],
];

/** `space` → what a blank becomes. */
const SPACES: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };

/** @param space `nbsp`, `ensp`, `emsp`; anything else keeps blanks as they are */
export function convertText(text: string, decode: boolean, space: string): string {
  const blank = SPACES[space];
  const spaced = blank ? text.replace(/ /g, blank) : text;
  return decode ? ENTITIES.reduce((result, [entity, char]) => result.replace(entity, char), spaced) : spaced;
}
