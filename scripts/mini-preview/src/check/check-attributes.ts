import { readFileSync } from 'node:fs';
import { boundEvent, isCommonAttribute, isCommonEvent } from '../catalog/common.js';
import { DOCUMENTED_TAGS, type DocumentedTag, namesIn } from '../catalog/documented.js';
import type { Unit } from '../project/components.js';
import type { Problem } from '../project/problem.js';
import type { Source } from '../project/source.js';
import { type FoundTag, rewriteWxml } from '../wxml/rewrite.js';

/** WeChat takes an attribute it does not know without a word, and nothing happens; here it is a problem. */
export function checkAttributes(source: Source, unit: Unit): Problem[] {
  const file = source.fileOf(unit.id, '.wxml');
  if (!file) return [];
  return rewriteWxml(readFileSync(file, 'utf8')).tags.flatMap((tag) => {
    const documented = DOCUMENTED_TAGS[tag.name];
    if (!documented || unit.using[tag.name]) return [];
    return [...unknownIn(tag, documented), ...unreachable(tag)].map((message) => ({ file, line: tag.line, message }));
  });
}

function unknownIn(tag: FoundTag, { attributes, events, skyline }: DocumentedTag): string[] {
  const knownAttributes = [attributes, skyline].flatMap(namesIn);
  const knownEvents = [events, skyline].flatMap(namesIn);
  return tag.attributes.flatMap((attribute) => {
    const event = boundEvent(attribute);
    if (event !== undefined) {
      if (isCommonEvent(event) || knownEvents.includes(event)) return [];
      return `<${tag.name} ${attribute}>: WeChat documents no such event${suggestion(event, knownEvents)}`;
    }
    if (isCommonAttribute(attribute) || knownAttributes.includes(attribute)) return [];
    return `<${tag.name} ${attribute}>: WeChat documents no such attribute${suggestion(attribute, knownAttributes)}`;
  });
}

/** Tags that are no controls by themselves. */
const PLAIN = new Set(['view', 'text', 'image', 'icon', 'rich-text', 'cover-view', 'cover-image', 'scroll-view']);

/** What is tapped has to say so: WeChat reads it out, and a browser lets the keyboard come to it. */
function unreachable({ name, attributes }: FoundTag): string[] {
  const tap = attributes.find((attribute) => boundEvent(attribute) === 'tap');
  if (!tap || !PLAIN.has(name) || attributes.includes('aria-role') || attributes.includes('aria-hidden')) return [];
  return [
    `<${name} ${tap}> has no aria-role, such as "button": who does not see or point cannot use it; where something else does the same, aria-hidden`,
  ];
}

/** The nearest known name, if it is at most two letters away. */
function suggestion(name: string, known: string[]): string {
  const near = known.toSorted((a, b) => distance(a, name) - distance(b, name))[0];
  return near && distance(near, name) <= 2 ? `; did you mean ${near}?` : '';
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
