const MOST = 8;
const LONGEST = 10;

/** What somebody typed as tags, each once: words between spaces or commas. */
export const tagsOf = (text: string): string[] => [...new Set(text.split(/[\s,，、]+/).filter((word) => word !== ''))];

/** Why the tags cannot be kept; empty when they can. */
export function problemOfTags(tags: readonly string[]): string {
  if (tags.length > MOST) return `标签最多 ${MOST} 个`;
  const long = tags.find((tag) => tag.length > LONGEST);
  return long === undefined ? '' : `标签「${long}」太长，最多 ${LONGEST} 个字`;
}
