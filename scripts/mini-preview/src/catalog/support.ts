import { DOCUMENTED_TAGS, namesIn } from './documented.js';

/** What the preview does of a tag's own attributes and events; names are separated by spaces. */
export interface TagSupport {
  attributes?: string;
  events?: string;
  /** Attributes that have nothing to do in a browser: hints for speed, for crawlers, for hardware that is not there. */
  inert?: string;
}

const missing = new WeakMap<TagSupport, Set<string>>();

/** The documented attributes and events of a tag that are not supported. */
export function missingOf(tag: string, support: TagSupport): Set<string> {
  const known = missing.get(support);
  if (known) return known;
  const documented = DOCUMENTED_TAGS[tag];
  const names = new Set([documented?.attributes, documented?.events, documented?.skyline].flatMap(namesIn));
  for (const name of [support.attributes, support.events, support.inert].flatMap(namesIn)) names.delete(name);
  missing.set(support, names);
  return names;
}
