import type { Output, Parsed } from '../../contracts/contract.js';
import type { sharePoster } from '../../contracts/share/poster.js';
import { SHARE_PAGE, type ShareCard, type ShareId, type Variant } from '../../contracts/share/share.js';
import { type Member, member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { fingerprint } from '../../core/ids.js';
import { count } from '../../core/metrics/count.js';
import { linkTo, putFile, removeFiles } from '../../core/store/storage.js';
import { now } from '../../core/time.js';
import { pathOf } from './picture-place.js';
import { type Code, DRAWING_VERSION, type Drawn, SIZES } from './poster/format.js';
import { type KeptPicture, openNow, ownShares } from './shares.js';

/** What pictures are made with, beside the share. */
export interface Studio {
  /** Draws a card, as a PNG. */
  draw(card: ShareCard, variant: Variant, code: Code | null): Promise<Drawn>;
  /** @throws Failure SHARE_CODE_UNAVAILABLE */
  miniprogramCode(scene: string): Promise<Buffer>;
  /** Where the pages are as a site; empty when that is not set. */
  site: string;
}

/**
 * A picture of one of the acting member's shares. It is drawn once; after that only a link is made.
 * @throws Failure SHARE_NOT_FOUND, SHARE_CODE_UNAVAILABLE, SHARE_SITE_UNSET
 */
export async function pictureOf(
  { shareId, variant }: Parsed<typeof sharePoster>,
  studio: Studio,
): Promise<Output<typeof sharePoster>> {
  const share = await ownShares.get(shareId, openNow());
  if (!share?.card) throw new Failure('SHARE_NOT_FOUND');
  const code = codeKind(variant, member());
  if (code === 'h5' && studio.site === '') throw new Failure('SHARE_SITE_UNSET');
  const picture = code === null ? variant : `${variant}-${code}`;
  const made = fingerprint([DRAWING_VERSION, code === 'h5' ? studio.site : SHARE_PAGE]).slice(0, 12);
  const answer = { ...SIZES[variant], code };

  const kept = share.pictures[picture];
  if (kept?.file && kept.made === made) return { ...answer, replaced: kept.replaced, ...(await linkTo(kept.file)) };
  const { file, replaced } = await drawOnce(shareId, picture, made, kept, async () =>
    studio.draw(share.card!, variant, await codeOf(code, shareId, studio)),
  );
  count('share.drawn', { picture });
  return { ...answer, replaced, ...(await linkTo(file)) };
}

/** Only who came in through WeChat can have a mini-program code made: the platform gives it to nobody else. */
function codeKind(variant: Variant, { door }: Member): Code['kind'] | null {
  if (variant === 'card') return null;
  return door === 'wechat' ? 'miniprogram' : 'h5';
}

async function codeOf(
  kind: Code['kind'] | null,
  shareId: ShareId,
  { site, miniprogramCode }: Studio,
): Promise<Code | null> {
  if (kind === 'h5') return { kind, address: addressOf(site, shareId) };
  return kind && { kind, image: await miniprogramCode(shareId) };
}

/** The page of a share at the site. */
export function addressOf(site: string, shareId: ShareId): string {
  return `${site.replace(/[#?].*$/, '')}#/${SHARE_PAGE}?id=${shareId}`;
}

/** Says first what will lie in storage, so that it is found whatever dies on the way. */
async function drawOnce(
  shareId: ShareId,
  picture: string,
  made: string,
  kept: KeptPicture | undefined,
  draw: () => Promise<Drawn>,
): Promise<{ file: string; replaced: string[] }> {
  const note = (what: Partial<KeptPicture>) =>
    ownShares.change(shareId, openNow(), {
      [`pictures.${picture}`]: { file: null, made: null, drawing: null, replaced: [], ...kept, ...what, since: now() },
    });
  if (!(await note({ drawing: made }))) throw new Failure('SHARE_NOT_FOUND');
  const { png, replaced } = await draw();
  const file = await putFile(pathOf(shareId, picture, made), png);
  if (!(await note({ file, made, drawing: null, replaced }))) {
    await removeFiles([file]);
    throw new Failure('SHARE_NOT_FOUND');
  }
  if (kept?.file && kept.file !== file) await removeFiles([kept.file]);
  return { file, replaced };
}
