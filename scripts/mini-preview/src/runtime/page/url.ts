/** A page's address taken apart. */
export interface PageUrl {
  /** Id of the page, without a leading slash. */
  path: string;
  query: Record<string, string>;
}

/**
 * Parses the `url` of a navigation: absolute from the root, or relative to the page `from`. Values are decoded once, as
 * the base library does; a value that is no valid escape sequence is kept as it is.
 */
export function parsePageUrl(url: string, from?: string): PageUrl {
  const [rawPath = '', rawQuery = ''] = splitOnce(url, '?');
  const isRelative = from !== undefined && !rawPath.startsWith('/');
  const path = isRelative ? joinPath(from, rawPath) : rawPath.replace(/^\//, '');
  const pairs = rawQuery.split('&').filter(Boolean);
  // From entries, so that a key such as `__proto__` is a key like any other.
  const query: Record<string, string> = Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = splitOnce(pair, '=');
      return [decode(key), decode(value)];
    }),
  );
  return { path: path.replace(/\.html$/, ''), query };
}

/** The address of a page, absolute from the root. */
export function formatPageUrl({ path, query }: PageUrl): string {
  const pairs = Object.entries(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return pairs.length > 0 ? `/${path}?${pairs.join('&')}` : `/${path}`;
}

function joinPath(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
