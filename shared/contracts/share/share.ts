import * as z from 'zod';
import { Ganzhi } from '../bazi/details.js';
import { personal } from '../confidential.js';
import { Instant } from '../terms.js';

/**
 * What a shared chart is opened by: nobody can guess it. It is short enough, and of such characters, to be the `scene` of a
 * mini-program code as it is (32 of them: getUnlimitedQRCode).
 */
export const ShareId = z
  .string()
  .regex(/^shr_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 shr_ 开头的编号')
  .brand('ShareId');
export type ShareId = z.output<typeof ShareId>;

/** The page that opens a share: with `scene` by a mini-program code, with `id` by a link. */
export const SHARE_PAGE = 'packages/bazi/pages/share/share';

/** Told to whoever shares, before. */
export const SHARE_NOTICE =
  '八个字本身就能在六十年一轮中反推出生的日子与时辰。隐去时柱则推不出时辰；附上大运，看的人还能推出性别。分享他人的八字，请先征得本人同意。分享到期自动失效，也可随时撤回。';

const Element = z.enum(['木', '火', '土', '金', '水']);

/** What is shown of a chart: what follows from its pillars, and nothing that they were made from. */
export const ShareCard = z.strictObject({
  /** As the sharer chose it for this card. */
  name: personal(z.string()).nullable(),
  /** Year, month, day, hour; the hour's are null when it is hidden or nobody knows it. */
  pillars: z
    .array(
      z.strictObject({
        place: z.enum(['year', 'month', 'day', 'hour']),
        ganzhi: Ganzhi.nullable(),
        tenGod: z.string().nullable(),
        nayin: z.string().nullable(),
      }),
    )
    .length(4),
  hour: z.enum(['shown', 'hidden', 'unknown']),
  dayMaster: z.strictObject({ stem: z.string(), element: Element }),
  /** Shares of the five elements in whole percent, of the pillars that are shown alone. */
  elements: z.array(z.strictObject({ element: Element, percent: z.int() })).length(5),
  /** Pillars of the decades of luck, without years and ages. */
  decades: z.array(Ganzhi).nullable(),
  /** What the sharer added: the section titles of a reading, or what the day is to the chart. */
  line: z.strictObject({ title: z.string(), texts: z.array(z.string()) }).nullable(),
});
export type ShareCard = z.output<typeof ShareCard>;

/** A share, as its owner sees it. */
export const ShareView = z.strictObject({
  shareId: ShareId,
  card: ShareCard,
  /** How often somebody else opened it: exact up to 20, then in steps of ten. */
  opens: z.int().min(0),
  createdAt: Instant,
  expiresAt: Instant,
});

/** A picture of a share: a poster of 3:4 with a code, or a card of 5:4 for a chat. */
export const Variant = z.enum(['poster', 'card']);
export type Variant = z.output<typeof Variant>;
