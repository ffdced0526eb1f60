import type { ShareCard, Variant } from '../../../contracts/share/share.js';
import { composeCard } from './compose-card.js';
import { composePoster } from './compose-poster.js';
import { type Fonts, type Shape, svgOf } from './drawing.js';
import { type Code, SIZES } from './format.js';
import { drawable } from './typeset.js';

/** What a picture is made of, and the characters that stand as 〓 in it. The same card gives the same shapes. */
export function shapesOf(fonts: Fonts, card: ShareCard, variant: Variant, code: Code | null) {
  const name = card.name === null ? null : drawable(card.name, fonts.text);
  const texts = card.line?.texts.map((text) => drawable(text, fonts.text)) ?? [];
  const shown: ShareCard = {
    ...card,
    name: (name?.text ?? null) as ShareCard['name'],
    line: card.line && { ...card.line, texts: texts.map(({ text }) => text) },
  };
  const shapes: Shape[] = variant === 'card' ? composeCard(fonts, shown) : composePoster(fonts, shown, code);
  const replaced = [...(name?.replaced ?? []), ...(variant === 'poster' ? texts.flatMap((one) => one.replaced) : [])];
  return { shapes, replaced: [...new Set(replaced)] };
}

/** A picture as SVG. */
export function svgOfCard(fonts: Fonts, card: ShareCard, variant: Variant, code: Code | null) {
  const { shapes, replaced } = shapesOf(fonts, card, variant, code);
  return { svg: svgOf(shapes, SIZES[variant]), replaced };
}
