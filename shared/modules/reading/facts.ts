import type { baziChart } from '../../contracts/bazi/chart.js';
import type { Output } from '../../contracts/contract.js';
import type { Fact } from '../../contracts/reading/reading.js';
import type { Focus } from './focus.js';

/** A chart as `bazi-chart` answers it. */
export type Chart = Output<typeof baziChart>;

const PLACES = { year: '年', month: '月', day: '日', hour: '时' } as const;

/** The facts of a chart that a reading may rest on, each with its number; the same chart and focus give the same facts. */
export function factsOf(chart: Chart, focus: Focus): Fact[] {
  const texts = [
    fourPillars(chart),
    dayMaster(chart),
    ...chart.details.pillars.map(pillar),
    elements(chart),
    ...chart.details.usefulGods.map(({ school, elements: wanted, reasoning }) => {
      return `用神（${school}）取${wanted.join('、')}：${reasoning}`;
    }),
    ...relations(chart),
    ...stars(chart),
    luckStart(chart),
    ...chart.luck.decades.map((_, place) => decade(chart, focus, place)),
    ...focus.periods.map(({ text }) => text),
  ];
  return texts.map((text, place) => ({ id: `F${place + 1}`, text }));
}

function fourPillars({ pillars: { year, month, day, hour } }: Chart): string {
  return `四柱：年柱${year}、月柱${month}、日柱${day}、${hour ? `时柱${hour}` : '时辰不详'}`;
}

function dayMaster({ details: { dayStem, strength, pillars } }: Chart): string {
  const month = pillars[1]!.ganzhi[1]!;
  return `日主${dayStem}，生于${month}月，同我、生我占 ${strength.supportPercent}%，为${strength.verdict}`;
}

function pillar(one: Chart['details']['pillars'][number]): string {
  const hidden = one.hiddenStems.map(({ stem, tenGod }) => `${stem}（${tenGod}）`).join('、');
  const empty = one.isEmpty ? '，逢空亡' : '';
  const name = PLACES[one.place];
  return `${name}柱${one.ganzhi}：${name}干${one.ganzhi[0]}为${one.tenGod}，${name}支${one.ganzhi[1]}藏${hidden}，纳音${one.nayin}，星运${one.stage}${empty}`;
}

function elements({ details: { strength } }: Chart): string {
  return `五行：${strength.elements.map(({ element, percent, season }) => `${element} ${percent}%（${season}）`).join('、')}`;
}

function relations({ details }: Chart): string[] {
  if (details.relations.length === 0) return [];
  const texts = details.relations.map(({ kind, members, element, places }) => {
    return `${places.map((place) => PLACES[place]).join('')}${kind}${members}${element ? `（${element}）` : ''}`;
  });
  return [`干支关系：${texts.join('、')}`];
}

function stars({ details }: Chart): string[] {
  if (details.stars.length === 0) return [];
  const texts = details.stars.map(({ name, places }) => `${name}（${places.map((place) => PLACES[place]).join('')}）`);
  return [`神煞：${texts.join('、')}`];
}

function luckStart({ luck }: Chart): string {
  const { years, months } = luck.startsAfter;
  return `起运：出生后 ${years} 年 ${months} 个月，大运${luck.forward ? '顺' : '逆'}排`;
}

const ORDER = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

function decade({ luck }: Chart, { godOf }: Focus, place: number): string {
  const { ganzhi, startYear, startAge } = luck.decades[place]!;
  const span = `${startYear}年至${startYear + 9}年，虚岁 ${startAge} 岁至 ${startAge + 9} 岁`;
  return `第${ORDER[place] ?? place + 1}步大运${ganzhi}：${span}，天干${ganzhi[0]}为${godOf(ganzhi[0]!)}`;
}
