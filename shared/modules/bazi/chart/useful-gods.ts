import { climateStems } from './climate.js';
import { ELEMENTS, type Element, elementOfStem, elementThatIs, relationOf } from './elements.js';
import type { Pillars } from './pillars.js';
import { branchOf, stemOf } from './sexagenary.js';
import type { Strength, Verdict } from './strength.js';

/** What one school holds to be useful to a chart 用神, and why. */
export interface UsefulGod {
  school: '扶抑' | '调候' | '通关';
  source: string;
  elements: Element[];
  reasoning: string;
}

/** An element with less than this takes no side worth mediating. */
const STRONG_SIDE = 30;

/** The candidates for the useful god, one for each school that has something to say. They may disagree; that is for the reader. */
export function usefulGods(pillars: Pillars, strength: Strength): UsefulGod[] {
  const dayStem = stemOf(pillars.day);
  const dayElement = elementOfStem(dayStem);
  return [balance(dayElement, strength), climate(pillars), ...mediation(strength)];
}

const wanted: Record<Verdict, readonly ('same' | 'child' | 'wealth' | 'officer' | 'parent')[]> = {
  从强: ['same', 'parent'],
  身强: ['officer', 'child', 'wealth'],
  中和: ['child', 'wealth'],
  身弱: ['parent', 'same'],
  从弱: ['wealth', 'officer', 'child'],
};

const why: Record<Verdict, string> = {
  从强: '全局几乎皆为同类，顺其旺势，取比劫、印绶',
  身强: '日主偏旺，宜克、宜泄、宜耗，取官杀、食伤、财星',
  中和: '日主中和，宜流通，取食伤、财星',
  身弱: '日主偏弱，宜生、宜扶，取印绶、比劫',
  从弱: '日主几无根气，顺从旺势，取财、官、食伤',
};

function balance(day: Element, { verdict, supportPercent }: Strength): UsefulGod {
  return {
    school: '扶抑',
    source: '《子平真诠》论用神',
    elements: wanted[verdict].map((relation) => elementThatIs(relation, day)),
    reasoning: `日主属${day}，同我、生我占 ${supportPercent}%，为${verdict}；${why[verdict]}`,
  };
}

function climate({ day, month }: Pillars): UsefulGod {
  const stems = climateStems(stemOf(day), branchOf(month));
  return {
    school: '调候',
    source: '《穷通宝鉴》',
    elements: [...new Set(stems.map(elementOfStem))],
    reasoning: `${stemOf(day)}日生于${branchOf(month)}月，取${stems.join('、')}调和寒暖燥湿，以${stems[0]}为先`,
  };
}

/** Between two strong elements of which one rules the other, the one that both are at peace with. */
function mediation({ elements }: Strength): UsefulGod[] {
  const share = (element: Element) => elements.find((one) => one.element === element)!.percent;
  return ELEMENTS.flatMap((ruler) => {
    const ruled = elementThatIs('wealth', ruler);
    if (share(ruler) < STRONG_SIDE || share(ruled) < STRONG_SIDE) return [];
    const between = elementThatIs('child', ruler);
    const reasoning = `${ruler} ${share(ruler)}% 与${ruled} ${share(ruled)}% 相战，取${between}通关：${ruler}生${between}，${between}生${ruled}`;
    return relationOf(between, ruled) === 'child'
      ? [{ school: '通关' as const, source: '《滴天髓》通关', elements: [between], reasoning }]
      : [];
  });
}
