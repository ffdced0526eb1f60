import * as z from 'zod';

export const ReadingId = z
  .string()
  .regex(/^rdg_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 rdg_ 开头的编号')
  .brand('ReadingId');
export type ReadingId = z.output<typeof ReadingId>;

/** What somebody wants to read about. */
export const Topic = z.enum([
  'career',
  'wealth',
  'relationship',
  'health',
  'study',
  'year',
  'month',
  'today',
  'question',
]);
export type Topic = z.output<typeof Topic>;

/**
 * Where a reading stands.
 *
 * - `claiming`: its place is being taken
 * - `writing`: segments are being written, checked and released
 * - `done`: all of it is there, and stays as it is
 * - `failed`: nothing more will come; its place was given back
 * - `deleted`: its owner does not want it any more: empty, and gone in a day
 */
export const ReadingState = z.enum(['claiming', 'writing', 'done', 'failed', 'deleted']);
export type ReadingState = z.output<typeof ReadingState>;

/** `F1`, `F2` …: the number of a fact of the chart, as segments cite it. */
export const FactId = z.string().regex(/^F\d{1,3}$/);

export const Fact = z.strictObject({ id: FactId, text: z.string() });
export type Fact = z.output<typeof Fact>;

/** One piece of a reading: checked against the chart, moderated, and released. It never changes again. */
export const Segment = z.strictObject({
  /** From 0; what a reader has seen up to. */
  place: z.int().min(0),
  title: z.string(),
  text: z.string(),
  /** The facts that it rests on. */
  facts: z.array(FactId).min(1),
});
export type Segment = z.output<typeof Segment>;

/**
 * What a text has to be marked as (《人工智能生成合成内容标识办法》, in force since 2025-09-01, article 4); a text that rules alone wrote
 * says so as well.
 */
export const LABELS = { generated: '本文由人工智能生成', embedded: '本文由规则模板生成' } as const;

/** Said under every reading. */
export const DISCLAIMER =
  '内容依传统历法与典籍规则推演，仅供民俗文化研究与娱乐，不构成医疗、法律、投资或人生决策的依据，请相信科学。';
