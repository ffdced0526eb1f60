import type { Fact, Topic } from '../../../contracts/reading/reading.js';
import type { Written } from '../check/check-text.js';
import type { Chart } from '../facts.js';
import type { Focus } from '../focus.js';
import type { Part } from '../outline.js';
import { ELEMENT_ADVICE, GOD_MEANS, VERDICT_MEANS } from './phrases.js';
import { themeOf } from './theme.js';

/** What a reading is written from. */
export interface Material {
  chart: Chart;
  focus: Focus;
  facts: readonly Fact[];
  topic: Topic;
  sex: 'male' | 'female';
}

/** The facts whose text begins like this; what the embedded writer says always rests on some. */
export function factsLike(facts: readonly Fact[], ...beginnings: string[]): string[] {
  return facts.filter(({ text }) => beginnings.some((beginning) => text.startsWith(beginning))).map(({ id }) => id);
}

/**
 * A section written from the facts by rules alone: no model, the same facts give the same text. It says what the chart has and what
 * the books make of it, and keeps to what the check can read.
 */
export function writeEmbedded(part: Part, material: Material): Written {
  switch (part) {
    case 'base':
      return base(material);
    case 'theme':
      return themeOf(material);
    case 'timing':
      return timing(material);
    case 'advice':
      return advice(material);
  }
}

function base({ chart, facts }: Material): Written {
  const { pillars, details } = chart;
  const { verdict, supportPercent, elements } = details.strength;
  const ranked = [...elements].sort((one, other) => other.percent - one.percent);
  const most = ranked[0]!;
  const least = ranked.at(-1)!;
  const hour = pillars.hour ? `，时柱${pillars.hour}` : '，时辰不详，未取时柱';
  const text = [
    `年柱${pillars.year}，月柱${pillars.month}，日柱${pillars.day}${hour}。`,
    `日主${details.dayStem}，同我与生我之气合占${supportPercent}%，判为${verdict}。${VERDICT_MEANS[verdict]}`,
    `五行之中，${most.element}最多，占${most.percent}%；${least.element}最少，占${least.percent}%。`,
  ].join('');
  return { text, facts: factsLike(facts, '四柱', '日主', '五行') };
}

function timing({ chart, focus, facts }: Material): Written {
  const [year] = focus.periods;
  const decade = chart.luck.decades.findLast(({ startYear }) => startYear <= year!.year);
  const current = decade && year!.year < decade.startYear + 10 ? decade : undefined;
  const luck = current
    ? `${year!.year}年行${current.ganzhi}大运，天干为${focus.godOf(current.ganzhi[0]!)}。${GOD_MEANS[focus.godOf(current.ganzhi[0]!)]}`
    : `${year!.year}年不在所排的十步大运之内，只看流年。`;
  const god = focus.godOf(year!.ganzhi[0]!);
  const text = `${luck}${year!.year}年为${year!.ganzhi}年，流年天干是${god}。${GOD_MEANS[god]}时机是助缘，事情仍在人为。`;
  const cited = current ? factsLike(facts, `第`).filter((id) => isAbout(facts, id, current.ganzhi)) : [];
  return { text, facts: [...cited, ...factsLike(facts, `${year!.year}年`)] };
}

function isAbout(facts: readonly Fact[], id: string, pillar: string): boolean {
  return facts.some((fact) => fact.id === id && fact.text.includes(`大运${pillar}`));
}

function advice({ chart, facts }: Material): Written {
  const [balance] = chart.details.usefulGods;
  const wanted = balance!.elements;
  const others = chart.details.usefulGods
    .slice(1)
    .map(({ school, elements }) => `${school}一派取${elements.join('、')}`);
  const text = [
    `以扶抑论，可取${wanted.join('、')}${others.length > 0 ? `；${others.join('；')}` : ''}，各派所见不尽相同，可以参看。`,
    ...wanted.slice(0, 2).map((element) => ELEMENT_ADVICE[element]),
    '这些只是生活起居上的小建议，不必拘泥。',
  ].join('');
  return { text, facts: factsLike(facts, '用神') };
}
