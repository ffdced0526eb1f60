import * as z from 'zod';
import { FIRST_YEAR, LAST_YEAR, subject } from '../bazi/birth.js';
import { PlaceSource } from '../benefit/benefit.js';
import { contract } from '../contract.js';
import { seenLine } from '../terms.js';
import { ReadingId, ReadingState, Topic } from './reading.js';

export const readingStart = contract({
  name: 'reading-start',
  title: '开始一份解读',
  access: 'member',
  uses: ['moderation'],
  rateLimit: { burst: 5, perSecond: 0.2 },
  input: z
    .strictObject({
      ...subject,
      topic: Topic,
      /** For a year, and the year of a month. */
      year: z.int().min(FIRST_YEAR).max(LAST_YEAR).optional(),
      /** For a month: 0 for 寅 to 11 for 丑. */
      month: z.int().min(0).max(11).optional(),
      question: seenLine(4, 100).optional(),
      /** Who asks says to be of age. */
      adult: z.literal(true),
      /** False: refuse rather than spend a pass, so that a page can ask first. */
      mayUsePass: z.boolean().default(true),
    })
    .superRefine(({ topic, year, month, question }, check) => {
      const refuse = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
      const needs = (path: string, value: unknown, wanted: boolean, name: string) => {
        if (wanted && value === undefined) refuse(path, `请填写${name}`);
        if (!wanted && value !== undefined) refuse(path, `此主题不需要${name}`);
      };
      needs('year', year, topic === 'year' || topic === 'month', '流年');
      needs('month', month, topic === 'month', '流月');
      needs('question', question, topic === 'question', '问题');
    }),
  output: z.strictObject({
    readingId: ReadingId,
    state: ReadingState,
    /** Whether it is one of before: the same chart, topic and rules give the same reading, and count once. */
    known: z.boolean(),
    /** What its place was taken from, and is given back to when nothing comes of it; null for readings of before 21 November 2026. */
    takenFrom: PlaceSource.nullable(),
  }),
  errors: [
    'READING_QUOTA_USED',
    'READING_NEEDS_PASS',
    'READING_NOT_FOR_MINORS',
    'QUESTION_REFUSED',
    'READING_UNDER_WAY',
  ],
  // A look, the check of a question, the reading, its place (two, and one for a full page of the ledger), and writing.
  budget: { roundTrips: 8, bundleKb: 2000 },
});
