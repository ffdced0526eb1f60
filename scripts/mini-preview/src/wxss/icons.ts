import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Root } from 'postcss';

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('tdesign-icons-svg/package.json')), 'src');
const ICON_RULE = /\.t-icon-([a-z0-9-]+)::?before$/;

/**
 * TDesign's icons come as a font from a CDN. The preview asks nothing of the network, so the font is dropped and every
 * glyph becomes an SVG mask of the same name in the current colour.
 * @param icons takes the names that were used
 */
export function maskIcons(root: Root, icons: Set<string>): void {
  root.walkAtRules('font-face', (rule) => {
    if (/tdesign\.gtimg\.com/.test(rule.toString())) rule.remove();
  });
  root.walkDecls('content', (declaration) => {
    const parent = declaration.parent;
    const name = parent?.type === 'rule' && ICON_RULE.exec((parent as { selector?: string }).selector ?? '')?.[1];
    if (!name || !existsSync(join(FOLDER, `${name}.svg`))) return;
    icons.add(name);
    declaration.value = "''";
    declaration.after({ prop: '-webkit-mask-image', value: `url("./icons/${name}.svg")` });
  });
}

const svgs = new Map<string, string>();

/** The glyph as a stand-alone SVG document; the published files misspell `viewBox`. */
export function iconSvg(name: string): string {
  const known = svgs.get(name);
  if (known !== undefined) return known;
  const svg = readFileSync(join(FOLDER, `${name}.svg`), 'utf8').replace('view-box=', 'viewBox=');
  svgs.set(name, svg);
  return svg;
}

/** What all masked glyphs share. */
export const ICON_MASK_RULE = `[class*="t-icon-"]::before{-webkit-mask-position:center;-webkit-mask-size:contain;-webkit-mask-repeat:no-repeat;background-color:currentColor;display:inline-block;width:1em;height:1em;vertical-align:top}`;
