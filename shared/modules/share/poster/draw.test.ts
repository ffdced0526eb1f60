import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOfText } from '../../../contracts/terms.js';
import { fingerprint } from '../../../core/ids.js';
import { makeChart } from '../../bazi/make-chart.js';
import { wordFilter } from '../../moderation/word-filter.js';
import { REVIEW_REJECTS } from '../../moderation/words.js';
import { type Choice, makeCard } from '../make-card.js';
import { shapesOf, svgOfCard } from './draw.js';
import { ASCENT, DESCENT, type TextLine } from './drawing.js';
import { type Code, DRAWING_VERSION, SIZES } from './format.js';
import { fonts } from './testing.js';

const h5: Code = { kind: 'h5', address: `https://a.example.com/#/x?id=shr_${'0'.repeat(26)}` };
const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((name) => lineOfText(1, 12).safeParse(name).success);
const births = fc.record({
  year: fc.integer({ min: 1930, max: 2010 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined }),
});
const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`);
const titles = ['命局根基', '情感与相处', '大运与时机', '可行之道'];

const chartOf = ({ hour, ...birth }: { year: number; month: number; day: number; hour?: number | undefined }) =>
  makeChart({
    birth: { calendar: 'solar', ...birth, ...(hour !== undefined && { hour }) },
    ...{ sex: 'female', ziRule: 'day-at-23', trueSolar: false },
  });
const choices: fc.Arbitrary<Choice> = fc.record({
  name: fc.option(names as fc.Arbitrary<never>),
  hideHour: fc.boolean(),
  decades: fc.boolean(),
  line: fc.oneof(fc.constant(null), fc.constant({ titles }), fc.record({ today: days })),
});
const pictures = [
  ['poster', h5],
  ['poster', { kind: 'miniprogram', image: Buffer.from([0x89, 0x50]) }],
  ['card', null],
] as const;

describe('a picture', () => {
  it('has no line that is wider than its box, or leaves the paper, whatever the name and the chart', () => {
    fc.assert(
      fc.property(births, choices, fc.constantFrom(...pictures), (birth, choice, [variant, code]) => {
        const { width, height } = SIZES[variant];
        const { shapes } = shapesOf(fonts, makeCard(chartOf(birth), choice), variant, code);
        const lines = shapes.filter((shape): shape is TextLine => shape.kind === 'text');
        for (const { xs, right, baseline, size, box } of lines) {
          expect(xs[0] ?? box.x).toBeGreaterThanOrEqual(box.x - 0.01);
          expect(right).toBeLessThanOrEqual(box.x + box.width + 0.01);
          expect(box.x).toBeGreaterThanOrEqual(40);
          expect(box.x + box.width).toBeLessThanOrEqual(width - 40);
          expect(baseline - size * ASCENT).toBeGreaterThanOrEqual(50);
          expect(baseline + size * DESCENT).toBeLessThanOrEqual(height - 50);
        }
        expect(overlapping(lines)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says all of what the day is to the chart, however much that is', () => {
    fc.assert(
      fc.property(births, days, (birth, today) => {
        const card = makeCard(chartOf(birth), { name: null, hideHour: false, decades: true, line: { today } });
        const { shapes } = shapesOf(fonts, card, 'poster', h5);
        const said = shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : [])).join('');
        expect(said.includes(card.line!.texts[0]!)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('holds no markup but its own, whatever somebody calls himself', () => {
    fc.assert(
      fc.property(fc.oneof(names, fc.constantFrom('<script>"', `&'"<b/>]]>`, '</text><g')), (name) => {
        const choice = { name: name as never, hideHour: false, decades: false, line: null };
        const { svg } = svgOfCard(
          fonts,
          makeCard(chartOf({ year: 1990, month: 5, day: 17, hour: 8 }), choice),
          'card',
          null,
        );
        const elements = [...svg.matchAll(/<\/?([^\s>/]+)/g)].map(([, element]) => element);
        expect(new Set(elements)).toEqual(new Set(['svg', 'rect', 'path', 'text']));
        expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });

  it('has no word of its own that a review refuses, and nothing of the birth', () => {
    const birth = { year: 1987, month: 3, day: 14, hour: 9 };
    const find = wordFilter({ review: REVIEW_REJECTS });
    for (const [variant, code] of pictures) {
      const card = makeCard(chartOf(birth), { name: null, hideHour: false, decades: true, line: null });
      const { svg } = svgOfCard(fonts, card, variant, code);
      const words = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join('\n');
      expect(find(words)).toEqual([]);
      expect(words).not.toMatch(/1987|3月|14日|09|女|男/);
    }
  });

  it('has a new version when it looks otherwise, so that those of before are drawn again', () => {
    const choice = { name: '小林' as never, hideHour: false, decades: true, line: { titles } };
    const card = makeCard(chartOf({ year: 1990, month: 5, day: 17, hour: 8 }), choice);
    const looks = pictures.map(([variant, code]) => svgOfCard(fonts, card, variant, code).svg);
    expect({ version: DRAWING_VERSION, looks: fingerprint(looks) }).toEqual({
      version: 1,
      looks: 'h5It1fmyekEJUjlNndWStTzpBWvm9mWP',
    });
  });

  it('is the same for the same card', () => {
    const card = () =>
      makeCard(chartOf({ year: 1990, month: 5, day: 17 }), {
        name: null,
        hideHour: true,
        decades: true,
        line: { titles },
      });
    expect(svgOfCard(fonts, card(), 'poster', h5)).toEqual(svgOfCard(fonts, card(), 'poster', h5));
  });
});

/** Pairs of lines of which one is drawn over the other. */
function overlapping(lines: readonly TextLine[]): string[] {
  const boxes = lines
    .filter(({ xs }) => xs.length > 0)
    .map(({ text, xs, right, baseline, size }) => ({
      text,
      left: xs[0]!,
      right,
      top: baseline - size * 0.8,
      bottom: baseline + size * 0.06,
    }));
  return boxes.flatMap((one, place) =>
    boxes
      .slice(place + 1)
      .filter(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
}
