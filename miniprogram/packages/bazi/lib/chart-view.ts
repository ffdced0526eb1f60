import { PLACE_NAMES } from './board';
import { chartHead } from './chart-head';
import type { Chart, CurrentSubject } from './current-subject';
import { elementClass, written } from './elements';

/** What the page of a chart shows beside its board. */
export function chartView(current: CurrentSubject, chart: Chart) {
  const { palaces, stars, strength, usefulGods } = chart.details;
  return {
    head: chartHead(current, chart),
    palaces: [
      ['胎元', palaces.conception],
      ['胎息', palaces.breath],
      ['命宫', palaces.life],
      ['身宫', palaces.body],
    ].flatMap(([name, found]) => (found ? [palace(name as string, found as NonNullable<typeof palaces.life>)] : [])),
    stars: stars.map(({ name, source, nature, places }) => ({
      ...{ name, source, nature },
      where: places.map((place) => PLACE_NAMES[place]).join('、'),
    })),
    strength: {
      verdict: strength.verdict,
      method: strength.method,
      support: strength.supportPercent,
      terms: strength.terms.map((term, id) => ({ ...term, id, class: elementClass(term.element) })),
      sums: strength.elements.map(({ element, points }) => ({ element, points, class: elementClass(element) })),
    },
    usefulGods: usefulGods.map(({ school, source, elements, reasoning }) => ({
      ...{ school, source, reasoning },
      elements: elements.map((element) => ({ element, class: elementClass(element) })),
    })),
  };
}

export type ChartView = ReturnType<typeof chartView>;

const palace = (name: string, { ganzhi, nayin }: { ganzhi: string; nayin: string }) => ({
  name,
  nayin,
  ...written(ganzhi),
});
