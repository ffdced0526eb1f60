import type { ShareCard } from '../../../contracts/share/share.js';
import { COLOURS } from './colours.js';
import { type Fonts, line, type Shape, styleOf } from './drawing.js';
import { elementsStrip } from './elements.js';
import { SIZES } from './format.js';
import { ground } from './ground.js';
import { pillars } from './pillars.js';
import { seal } from './seal.js';
import { fitted } from './typeset.js';

const INSET = 28;
const MARGIN = 84;

/** A card for a chat, where it is looked at when it is small: who, the pillars, the elements. It is tapped, and has no code. */
export function composeCard(fonts: Fonts, card: ShareCard): Shape[] {
  const size = SIZES.card;
  const box = { x: MARGIN, y: 0, width: size.width - 2 * MARGIN, height: size.height };
  const setting = { size: 52, fill: COLOURS.ink, spacing: 0.06 };
  const title = fitted(card.name ?? '四柱八字', styleOf(fonts, setting), box.width - 330, 34);
  return [
    ...ground(size, INSET),
    ...seal(fonts, '云枢', { x: box.x + box.width - 50, y: 62, width: 50, height: 84 }),
    line(
      fonts,
      title.text,
      { ...box, y: 70 + (setting.size - title.style.size) / 2, height: 60 },
      { ...setting, size: title.style.size },
    ),
    line(
      fonts,
      `日主 ${card.dayMaster.stem}${card.dayMaster.element}`,
      { ...box, y: 84, width: box.width - 78, height: 44 },
      { size: 36, fill: COLOURS.cinnabar, align: 'right' },
    ),
    ...pillars(fonts, card, { ...box, x: 50, y: 172, width: size.width - 100, height: 452 }),
    ...elementsStrip(fonts, card, { ...box, y: 656, height: 70 }),
  ];
}
