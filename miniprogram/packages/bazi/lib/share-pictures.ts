import type { Output } from '../../../../shared/contracts/contract.js';
import type { sharePoster } from '../../../../shared/contracts/share/poster.js';
import { api } from '../../../api/client.generated';
import { sharePath, shareTitle } from './share-address';

export type Picture = Output<typeof sharePoster>;
type Variant = 'poster' | 'card';

/** What is left of a link so that it is still worth following. */
const MARGIN_MS = 60_000;

/** The pictures of one share: a link is asked for again when it is about to end. */
export class SharePictures {
  private readonly links = new Map<Variant, Picture>();

  constructor(readonly shareId: string) {}

  /** @throws ApiError */
  async get(variant: Variant): Promise<Picture> {
    const known = this.links.get(variant);
    if (known && Date.parse(known.validUntil) - Date.now() > MARGIN_MS) return known;
    const picture = await api.share.poster({ shareId: this.shareId, variant });
    this.links.set(variant, picture);
    return picture;
  }

  /** What a chat shows of the share; without a picture when there is none to be had. */
  async message(name: string | null): Promise<WechatMiniprogram.Page.ICustomShareContent> {
    const words = { title: shareTitle(name), path: sharePath(this.shareId) };
    try {
      return { ...words, imageUrl: (await this.get('card')).url };
    } catch (failure) {
      console.warn('the message has no picture', failure);
      return words;
    }
  }
}
