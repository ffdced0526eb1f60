import postcss, { type AtRule, type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';

const QUERY = /^\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)(?:\s+and\s+(.+))?$/i;

/**
 * Lets the preview decide about dark mode instead of the browser: `@media (prefers-color-scheme: dark)` becomes a rule
 * for the document that the runtime has marked dark. An app without `darkmode` is never marked, as in WeChat.
 */
export function switchColorScheme(root: Root): void {
  root.walkAtRules('media', (media) => {
    const [, scheme, rest] = QUERY.exec(media.params.trim()) ?? [];
    if (!scheme) return;
    media.walkRules((rule) => {
      rule.selector = onlyIn(rule.selector, scheme.toLowerCase());
    });
    unwrap(media, rest);
  });
}

/** `:where` keeps the rule as specific as it was. */
function onlyIn(selector: string, scheme: string): string {
  return selectorParser((list) => {
    list.each((one) => {
      const marker = selectorParser().astSync(`:where(:root[data-theme="${scheme}"]) `, { lossless: true }).first;
      for (const node of [...marker.nodes].reverse()) one.prepend(node as never);
    });
  }).processSync(selector);
}

function unwrap(media: AtRule, rest: string | undefined): void {
  const nodes = media.nodes ?? [];
  if (rest) media.replaceWith(postcss.atRule({ name: 'media', params: rest, nodes }));
  else media.replaceWith(nodes);
}
