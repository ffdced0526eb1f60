import { TAG_NAMES } from './tag-names.js';

/** A tag as it stands in the source. */
export interface FoundTag {
  name: string;
  /** Counted from 1. */
  line: number;
  /** Names of its attributes as they stand there. */
  attributes: string[];
}

export interface Rewritten {
  code: string;
  tags: FoundTag[];
}

/** An attribute that binds an event without a colon: `bindtap`, `capture-catchtouchstart`. */
const EVENT_ATTRIBUTE = /^(capture-bind|capture-catch|mut-bind|bind|catch)([a-zA-Z_][\w-]*)$/;
const NAME = /[\w:.-]/;

/**
 * Rewrites WXML into what glass-easel's compiler reads the way WeChat does: built-in tags get the prefix `wx-` (a host
 * `<input>` could hold no children), `bindtap` becomes `bind:tap`, comments vanish. Lines stay where they are, so that
 * the compiler's messages point into the source. Text, attribute values and `<wxs>` bodies are left alone.
 */
export function rewriteWxml(source: string): Rewritten {
  const tags: FoundTag[] = [];
  let code = '';
  let at = 0;
  let line = 1;

  function take(until: number) {
    const piece = source.slice(at, until);
    line += countLines(piece);
    at = until;
    return piece;
  }
  function takeName() {
    let end = at;
    while (end < source.length && NAME.test(source[end]!)) end += 1;
    return take(end);
  }
  function endOf(needle: string) {
    const found = source.indexOf(needle, at);
    return found === -1 ? source.length : found + needle.length;
  }
  function takeMustache() {
    let end = at + 2;
    for (let quote = ''; end < source.length; end += 1) {
      const char = source[end]!;
      if (quote) {
        if (char === '\\') end += 1;
        else if (char === quote) quote = '';
      } else if (char === '"' || char === "'") quote = char;
      else if (source.startsWith('}}', end)) return take(end + 2);
    }
    return take(source.length);
  }
  function takeAttributes(found: string[]) {
    while (at < source.length && source[at] !== '>') {
      const char = source[at]!;
      if (char === '"' || char === "'") {
        const close = source.indexOf(char, at + 1);
        code += take(close === -1 ? source.length : close + 1);
      } else if (NAME.test(char)) {
        const isValue = code.endsWith('=');
        const name = takeName();
        if (!isValue) found.push(name);
        code += rewriteAttribute(name);
      } else code += take(at + 1);
    }
    code += take(Math.min(at + 1, source.length));
  }

  while (at < source.length) {
    if (source.startsWith('<!--', at)) code += '\n'.repeat(countLines(take(endOf('-->'))));
    else if (source.startsWith('{{', at)) code += takeMustache();
    else if (source[at] === '<' && /[a-zA-Z/]/.test(source[at + 1] ?? '')) {
      const tagLine = line;
      const closing = source[at + 1] === '/';
      code += take(at + (closing ? 2 : 1));
      const name = takeName();
      code += TAG_NAMES.has(name) ? `wx-${name}` : name;
      const attributes: string[] = [];
      if (!closing) tags.push({ name, line: tagLine, attributes });
      takeAttributes(attributes);
      if (name === 'wxs' && !closing && !code.endsWith('/>')) {
        const body = source.indexOf('</wxs', at);
        code += take(body === -1 ? source.length : body);
      }
    } else code += take(at + 1);
  }
  return { code, tags };
}

function rewriteAttribute(name: string): string {
  const event = EVENT_ATTRIBUTE.exec(name);
  return event ? `${event[1]}:${event[2]}` : name;
}

function countLines(text: string): number {
  let count = 0;
  for (const char of text) if (char === '\n') count += 1;
  return count;
}
