/** A rule that shows one of TDesign's icons, as the style sheets of a build have it. */
const ICON_RULE = /[^{}]*\.(?:[\w-]+--)?t-icon-([a-z0-9-]+)::?before\s*\{[^{}]*\}/g;
/** A text of the code that may be an icon's name, or the end of one. */
const NAME = /["'`](-?[a-z0-9]+(?:-[a-z0-9]+)*)["'`]|t-icon-([a-z0-9-]+)/g;

/**
 * Leaves out the icons that nothing names: TDesign brings two thousand, and a site shows a few dozen. A name may be put
 * together of two texts of the code.
 * @param code the site's scripts, compiled templates among them
 * @param more names that come from elsewhere, a server for example
 */
export function withIconsOf(css: string, code: string, more: readonly string[]): { css: string; icons: string[] } {
  const words = new Set(more);
  for (const [, text, ofClass] of code.matchAll(NAME)) words.add((text ?? ofClass)!);
  const endings = [...words].filter((word) => word.startsWith('-'));
  const isNamed = (icon: string) =>
    words.has(icon) || endings.some((ending) => icon.endsWith(ending) && words.has(icon.slice(0, -ending.length)));
  const icons = new Set<string>();
  const kept = css.replace(ICON_RULE, (rule, icon: string) => {
    if (!isNamed(icon)) return '';
    if (rule.includes(`icons/${icon}.svg`)) icons.add(icon);
    return rule;
  });
  return { css: kept, icons: [...icons] };
}
