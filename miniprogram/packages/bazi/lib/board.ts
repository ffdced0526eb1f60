import type { Chart } from './current-subject';
import { elementClass, type Written, written } from './elements';

type Place = Chart['details']['pillars'][number]['place'];

const PLACES: readonly Place[] = ['year', 'month', 'day', 'hour'];
export const PLACE_NAMES: Record<Place, string> = { year: '年柱', month: '月柱', day: '日柱', hour: '时柱' };

/** One pillar of the board, from the top down. */
export interface BoardColumn {
  place: Place;
  name: string;
  /** Null when the hour is unknown; then nothing below is filled. */
  pillar: Written | null;
  tenGod: string;
  hidden: { stem: string; class: string; tenGod: string; tenths: string }[];
  stage: string;
  ownStage: string;
  empty: string;
  isEmpty: boolean;
  nayin: string;
  stars: string[];
  /** For who listens to it. */
  spoken: string;
}

/** The board as practitioners know it: a column a pillar. */
export function boardOf({ details }: Chart): BoardColumn[] {
  return PLACES.map((place) => {
    const found = details.pillars.find((one) => one.place === place);
    const name = PLACE_NAMES[place];
    if (!found) return { ...nothing, place, name, spoken: `${name}未知` };
    const { ganzhi, tenGod, hiddenStems, stage, ownStage, empty, isEmpty, nayin } = found;
    return {
      ...{ place, name, tenGod, stage, ownStage, isEmpty, nayin, pillar: written(ganzhi), empty: empty.join('') },
      hidden: hiddenStems.map((one) => ({
        ...{ stem: one.stem, class: elementClass(one.stem), tenGod: one.tenGod },
        tenths: tenthsText(one.tenths),
      })),
      stars: details.stars.filter(({ places }) => places.includes(place)).map(({ name }) => name.replace(/（.*）/, '')),
      spoken: `${name}${ganzhi}，${tenGod}，纳音${nayin}`,
    };
  });
}

const nothing = {
  ...{ pillar: null, tenGod: '', hidden: [], stage: '', ownStage: '', empty: '', isEmpty: false, nayin: '', stars: [] },
};

const DIGITS = '零一二三四五六七八九';
/** 七成, and 独占 for the whole. */
const tenthsText = (tenths: number): string => (tenths === 10 ? '全' : `${DIGITS[tenths]}成`);
