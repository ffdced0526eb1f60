import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';
import { ShareId, Variant } from './share.js';

export const sharePoster = contract({
  name: 'share-poster',
  title: '生成分享图',
  access: 'member',
  rateLimit: { burst: 4, perSecond: 0.2 },
  input: z.strictObject({ shareId: ShareId, variant: Variant }),
  output: z.strictObject({
    /** A PNG, by a link that anybody can follow for some minutes; never kept. */
    url: z.string(),
    validUntil: Instant,
    width: z.int(),
    height: z.int(),
    /** What kind of code is in it: a mini-program code inside of WeChat, else a QR code of the site; none on a card. */
    code: z.enum(['miniprogram', 'h5']).nullable(),
    /** Characters that the font has not, drawn as 〓. */
    replaced: z.array(z.string()),
  }),
  errors: ['SHARE_NOT_FOUND', 'SHARE_CODE_UNAVAILABLE', 'SHARE_SITE_UNSET'],
  // The share and a link; the first time also the claim, the code, the file, and its note. Half of the size is the font.
  budget: { roundTrips: 6, bundleKb: 7200 },
  uses: ['site'],
  timeoutSeconds: 30,
  memoryMb: 512,
  files: [
    'node_modules/@resvg/resvg-wasm/index_bg.wasm',
    'shared/modules/share/poster/font/songti.ttf',
    'shared/modules/share/poster/font/songti-heading.ttf',
  ],
});
