import { DOCUMENTED_TAGS, namesIn } from './documented.js';
import { documentedApi } from './documented-api.js';
import type { Registry } from './registry.js';
import { missingOf } from './support.js';

const code = (names: Iterable<string>) => [...names].map((name) => `\`${name}\``).join(' ');

/** The page that says what the preview has and what it has not, written from what its code says of itself. */
export function supportTable({ tags, api }: Registry): string {
  const documented = documentedApi();
  const rows = Object.keys(DOCUMENTED_TAGS)
    .sort()
    .map((name) => tagRow(name, tags));
  const done = Object.keys(DOCUMENTED_TAGS).filter((name) => tags[name]).length;
  return `# What the mini-program preview has

Written by \`tsx scripts/mini-preview/src/cli.ts table\` from the code that runs in the page; a test compares. Tags and
attributes are those of WeChat's component reference, names in \`wx\` those of \`miniprogram-api-typings\`. A tag that is
missing fails the build; an attribute, event or API that is missing says so by name in the page, the console and the
frame's log when it is used.

## Tags

${done} of ${rows.length} documented tags. What all tags have (\`id\`, \`class\`, \`style\`, \`hidden\`, \`data-*\`, \`aria-*\`, \`mark:\`,
\`animation\`, touches, taps, transitions) is left out.

| tag | attributes | events | no effect in a browser | missing |
|---|---|---|---|---|
${rows.join('\n')}

${apiSection('wx', documented.wx, api.wx)}

${apiSection('wx.cloud', documented.cloud, api.cloud)}
`;
}

function tagRow(name: string, tags: Registry['tags']): string {
  const support = tags[name];
  const documented = DOCUMENTED_TAGS[name]!;
  if (!support) return `| \`${name}\` | — | — | — | **the tag** |`;
  const missing = missingOf(name, support);
  const skyline = new Set(namesIn(documented.skyline));
  const own = [...missing].filter((one) => !skyline.has(one));
  const only = [...missing].filter((one) => skyline.has(one));
  const lacks = [code(own), only.length > 0 ? `Skyline only: ${code(only)}` : ''].filter(Boolean).join('; ');
  const cells = [support.attributes, support.events, support.inert].map((list) => code(namesIn(list).sort()));
  return `| \`${name}\` | ${[...cells, lacks].map((cell) => cell || ' ').join(' | ')} |`.replace(/ {2,}/g, ' ');
}

function apiSection(prefix: string, documented: string[], names: string[]): string {
  const has = documented.filter((name) => names.includes(name));
  const lacks = documented.filter((name) => !names.includes(name));
  const more = names.filter((name) => !documented.includes(name));
  return `## \`${prefix}\`

${has.length} of ${documented.length} documented names.

Has: ${code(has)}${more.length > 0 ? `\n\nHas beside these: ${code(more.sort())}` : ''}

Missing: ${code(lacks)}`;
}
