import type { Element } from '../../bazi/chart/elements.js';

/** Ink on rice paper (the look of the app `bazi`). */
export const COLOURS = {
  paper: '#F7F3EA',
  surface: '#FFFDF8',
  ink: '#1F1B18',
  faded: '#6B6259',
  bronze: '#846740',
  cinnabar: '#A8322A',
  hairline: '#D8CBB4',
} as const;

/** Of the five elements, as muted as pigments on paper. */
export const ELEMENT_COLOURS: Readonly<Record<Element, string>> = {
  木: '#4F6B4A',
  火: '#A8322A',
  土: '#95703A',
  金: '#77726A',
  水: '#38506A',
};
