import { PLACE_NAMES } from './board';
import { type ElementClass, elementClass } from './elements';
import type { ShareCard } from './share-card';

const ABSENT = { hidden: '隐', unknown: '不详', shown: '' };

/** What the drawn card shows, from the top down. */
export function cardView({ name, pillars, hour, dayMaster, elements, decades, line }: ShareCard) {
  return {
    title: name ?? '四柱八字',
    under: name === null ? '干支纪时' : '四柱八字',
    columns: pillars.map(({ place, ganzhi, tenGod, nayin }) => ({
      ...{ place, name: PLACE_NAMES[place], stem: ganzhi?.[0] ?? '', branch: ganzhi?.[1] ?? '' },
      ...{ tenGod: tenGod ?? '', nayin: nayin ?? '' },
      absent: ganzhi === null ? ABSENT[hour] : '',
      spoken:
        ganzhi === null
          ? `${PLACE_NAMES[place]}${ABSENT[hour]}`
          : `${PLACE_NAMES[place]}${ganzhi}，${tenGod}，${nayin}`,
    })),
    master: `${dayMaster.stem}${dayMaster.element}`,
    elements: elements.map((one): { element: string; percent: number; class: ElementClass } => {
      return { ...one, class: elementClass(one.element) };
    }),
    decades: (decades ?? []).map((ganzhi) => ({ ganzhi, stem: ganzhi[0]!, branch: ganzhi[1]! })),
    line,
  };
}

export type CardView = ReturnType<typeof cardView>;
