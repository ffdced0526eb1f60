import type { Topic } from '../../../contracts/reading/reading.js';
import type { Written } from '../check/check-text.js';
import type { Chart } from '../facts.js';
import { GOD_MEANS, TOPIC_OPENINGS } from './phrases.js';
import { factsLike, type Material } from './write-embedded.js';

type God = keyof typeof GOD_MEANS;

/** The ten gods that the books look at for a topic (《子平真诠》论用神、《渊海子平》论六亲). */
const LOOKED_AT: Record<Topic, (sex: Material['sex']) => readonly God[]> = {
  career: () => ['正官', '七杀', '正印'],
  wealth: () => ['正财', '偏财', '食神'],
  relationship: (sex) => (sex === 'male' ? ['正财', '偏财'] : ['正官', '七杀']),
  health: () => ['正印', '食神'],
  study: () => ['正印', '食神', '伤官'],
  year: () => ['比肩', '正印'],
  month: () => ['比肩', '正印'],
  today: () => ['比肩', '正印'],
  question: () => ['正印', '食神'],
};

const NAMES = { year: '年', month: '月', day: '日', hour: '时' } as const;

/** The section of the topic itself: where its ten gods stand in the chart, and for a stretch of time what that brings. */
export function themeOf(material: Material): Written {
  const { topic, chart, focus, facts, sex } = material;
  const gods = LOOKED_AT[topic](sex);
  const sentences = gods.map((god) => whereIs(god, chart));
  const present = gods.filter((god) => placesOf(god, chart).length > 0);
  const meaning = present[0] ? GOD_MEANS[present[0]] : '所看之神不显，可从大运与流年再看。';
  const period = focus.periods.at(-1)!;
  const about =
    topic === 'month' || topic === 'today'
      ? `所看之时为${period.ganzhi}，天干是${focus.godOf(period.ganzhi[0]!)}。`
      : '';
  return {
    text: `${TOPIC_OPENINGS[topic]}${about}${sentences.join('')}${meaning}`,
    facts: [...factsLike(facts, '年柱', '月柱', '日柱', '时柱'), ...(about ? [facts.at(-1)!.id] : [])],
  };
}

function whereIs(god: God, chart: Chart): string {
  const places = placesOf(god, chart);
  return places.length > 0 ? `${god}见于${places.join('、')}。` : `命局不见${god}。`;
}

/** 年干 where it is open, 年支 where a branch hides it. */
function placesOf(god: God, { details }: Chart): string[] {
  return details.pillars.flatMap(({ place, tenGod, hiddenStems }) => [
    ...(tenGod === god ? [`${NAMES[place]}干`] : []),
    ...(hiddenStems.some((hidden) => hidden.tenGod === god) ? [`${NAMES[place]}支`] : []),
  ]);
}
