import { PLACE_NAMES } from './board';
import type { Chart } from './current-subject';
import { elementClass } from './elements';

const PLACES = ['year', 'month', 'day', 'hour'] as const;
const HARMONY = /合|会/;

/** A bracket between pillars. */
export interface RelationLine {
  key: string;
  /** 午未合土, 卯酉冲. */
  text: string;
  class: string;
  /** In percent of the board's width. */
  left: number;
  width: number;
  dots: number[];
  spoken: string;
}

/** What stems and what branches do with each other, as brackets between their columns. */
export function relationLines({ details }: Chart): { stems: RelationLine[]; branches: RelationLine[] } {
  const lines = details.relations.map((relation, index) => ({ line: lineOf(relation, index), kind: relation.kind }));
  const of = (start: string) => lines.filter(({ kind }) => kind.startsWith(start)).map(({ line }) => line);
  return { stems: of('天干'), branches: of('地支') };
}

function lineOf(
  { kind, places, members, element }: Chart['details']['relations'][number],
  index: number,
): RelationLine {
  const dots = places.map((place) => (PLACES.indexOf(place) + 0.5) * 25).sort((a, b) => a - b);
  const [left, right] = [Math.min(...dots), Math.max(...dots)];
  return {
    key: `${kind}-${index}`,
    text: `${members}${kind.slice(2)}${element ? ` ${element}` : ''}`,
    class: HARMONY.test(kind) ? (element ? elementClass(element) : '') : 'against',
    left,
    width: right - left,
    dots,
    spoken: `${places.map((place) => PLACE_NAMES[place]).join('、')}${members}${kind.slice(2)}${element ? `，趋${element}` : ''}`,
  };
}
