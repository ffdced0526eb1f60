import type { Topic } from '../../contracts/reading/reading.js';

/** What a section is about: the chart itself, the topic in it, the time, and what may be made of it. */
export type Part = 'base' | 'theme' | 'timing' | 'advice';

export interface Section {
  part: Part;
  title: string;
}

/** Raised whenever facts, outline, checks or the embedded writer change what a reading says: older readings stay as they are. */
export const RULE_VERSION = 1;

const THEMES: Record<Topic, readonly [title: string, theme: string]> = {
  career: ['事业', '事业与格局'],
  wealth: ['财运', '财星与经营'],
  relationship: ['感情', '情感与相处'],
  health: ['养生', '五行与作息'],
  study: ['学业', '学业与才思'],
  year: ['流年', '流年与命局'],
  month: ['流月', '流月与命局'],
  today: ['今日', '今日与命局'],
  question: ['所问', '所问之事'],
};

/** How a topic is called. */
export const titleOf = (topic: Topic): string => THEMES[topic][0];

/** The sections of a reading, in the order in which they are written and released. */
export function outlineOf(topic: Topic): readonly Section[] {
  return [
    { part: 'base', title: '命局根基' },
    { part: 'theme', title: THEMES[topic][1] },
    { part: 'timing', title: '大运与时机' },
    { part: 'advice', title: '可行之道' },
  ];
}
