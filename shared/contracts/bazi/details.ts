import * as z from 'zod';

/** Two characters: a stem and a branch. */
export const Ganzhi = z.string().regex(/^[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]$/);
const Stem = z.string().regex(/^[甲乙丙丁戊己庚辛壬癸]$/);
const Branch = z.string().regex(/^[子丑寅卯辰巳午未申酉戌亥]$/);
const Element = z.enum(['木', '火', '土', '金', '水']);
const Place = z.enum(['year', 'month', 'day', 'hour']);
const TenGod = z.enum(['比肩', '劫财', '食神', '伤官', '偏财', '正财', '七杀', '正官', '偏印', '正印']);
const Named = z.strictObject({ ganzhi: Ganzhi, nayin: z.string() });

const PillarDetails = z.strictObject({
  place: Place,
  ganzhi: Ganzhi,
  tenGod: z.union([TenGod, z.literal('日主')]),
  hiddenStems: z.array(
    z.strictObject({
      stem: Stem,
      kind: z.enum(['本气', '中气', '余气']),
      /** How much of the branch it makes up. */
      tenths: z.int(),
      tenGod: TenGod,
    }),
  ),
  nayin: z.string(),
  /** 十二长生: the day's stem in this branch 星运, and the pillar's own stem in it 自坐. */
  stage: z.string(),
  ownStage: z.string(),
  /** 旬空 of this pillar. */
  empty: z.tuple([Branch, Branch]),
  /** Whether the day's decade leaves this branch empty 空亡. */
  isEmpty: z.boolean(),
});

const Strength = z.strictObject({
  method: z.string(),
  terms: z.array(z.strictObject({ source: z.string(), element: Element, points: z.number() })),
  elements: z.array(
    z.strictObject({
      element: Element,
      points: z.number(),
      percent: z.number(),
      season: z.enum(['旺', '相', '休', '囚', '死']),
    }),
  ),
  supportPercent: z.number(),
  verdict: z.enum(['从强', '身强', '中和', '身弱', '从弱']),
});

/** What follows from the pillars. */
export const ChartDetails = z.strictObject({
  dayStem: Stem,
  pillars: z.array(PillarDetails),
  /** 胎元, 胎息, and with a known hour 命宫 and 身宫. */
  palaces: z.strictObject({ conception: Named, breath: Named, life: Named.nullable(), body: Named.nullable() }),
  /** 合冲刑害破. */
  relations: z.array(
    z.strictObject({ kind: z.string(), places: z.array(Place), members: z.string(), element: Element.optional() }),
  ),
  /** 神煞. */
  stars: z.array(
    z.strictObject({
      name: z.string(),
      source: z.string(),
      nature: z.enum(['吉', '凶', '中']),
      places: z.array(Place),
    }),
  ),
  strength: Strength,
  /** 用神, by school. */
  usefulGods: z.array(
    z.strictObject({
      school: z.enum(['扶抑', '调候', '通关']),
      source: z.string(),
      elements: z.array(Element),
      reasoning: z.string(),
    }),
  ),
});
