import { loadableUrl, resourceUrl } from '../resource.js';
import { showSheet } from '../ui/action-sheet.js';
import { openPreview } from '../ui/image-preview.js';
import { Tag, type TagSupport } from './tag.js';

/** `mode` → `object-fit` and `object-position`. */
const FIT: Record<string, [string, string?]> = {
  scaleToFill: ['fill'],
  aspectFit: ['contain'],
  aspectFill: ['cover'],
  widthFix: ['fill'],
  heightFix: ['fill'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'left top'],
  'top right': ['none', 'right top'],
  'bottom left': ['none', 'left bottom'],
  'bottom right': ['none', 'right bottom'],
};

export class WxImage extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'src mode show-menu-by-longpress lazy-load referrer-policy',
    events: 'error load',
    inert: 'webp',
  };

  #image!: HTMLImageElement;

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:inline-block;overflow:hidden;width:320px;height:240px}img{display:block;width:100%;height:100%}img.failed{visibility:hidden}</style><img alt="" draggable="false">',
    );
    this.#image = this.shadowRoot!.querySelector('img')!;
    this.#image.addEventListener('load', () => {
      this.#image.classList.remove('failed');
      this.#fixSize();
      this.emit('load', { width: this.#image.naturalWidth, height: this.#image.naturalHeight });
    });
    this.#image.addEventListener('error', () => {
      this.#image.classList.add('failed');
      if (this.#image.hasAttribute('src')) this.emit('error', { errMsg: `GET ${this.#image.src} failed` });
    });
    this.addEventListener('mp-longpress', () => void this.#offer());
    this.changed('mode');
  }

  protected override changed(name: string): void {
    if (name === 'lazy-load') this.#image.loading = this.flag('lazy-load') ? 'lazy' : 'eager';
    if (name === 'referrer-policy') this.#image.referrerPolicy = this.text('referrer-policy', 'no-referrer');
    if (name === 'aria-label' || name === 'alt') this.#image.alt = this.text('aria-label', this.text('alt'));
    if (name === 'mode') {
      const [fit, position = 'center'] = FIT[this.text('mode', 'scaleToFill')] ?? FIT.scaleToFill!;
      Object.assign(this.#image.style, { objectFit: fit, objectPosition: position });
      this.#fixSize();
    }
    if (name === 'src') this.#show(this.text('src'));
  }

  #show(src: string): void {
    if (!src) this.#image.removeAttribute('src');
    else if (!src.startsWith('cloud://')) this.#image.src = resourceUrl(src, this.ownerId);
    else void this.#showCloudFile(src);
  }

  async #showCloudFile(src: string): Promise<void> {
    try {
      const url = await loadableUrl(src, this.ownerId);
      if (this.text('src') === src) this.#image.src = url;
    } catch (error) {
      this.emit('error', { errMsg: (error as Error).message });
    }
  }

  /** `widthFix` and `heightFix` let the picture decide the other side. */
  #fixSize(): void {
    const mode = this.text('mode');
    const { naturalWidth, naturalHeight } = this.#image;
    if (mode !== 'widthFix' && mode !== 'heightFix') return;
    if (!naturalWidth || !naturalHeight) return;
    this.style.aspectRatio = `${naturalWidth} / ${naturalHeight}`;
    if (mode === 'widthFix') this.style.height = 'auto';
    else this.style.width = 'auto';
  }

  /** What WeChat offers for a picture that is pressed long; sending it needs WeChat. */
  async #offer(): Promise<void> {
    if (!this.flag('show-menu-by-longpress') || !this.#image.src) return;
    const choice = await showSheet(['查看图片', '保存图片']);
    if (choice === 0) openPreview([this.#image.src], 0);
    if (choice !== 1) return;
    const link = document.createElement('a');
    link.href = this.#image.src;
    link.download = 'image';
    link.click();
  }
}

export class WxCoverImage extends WxImage {
  static override readonly support: TagSupport = { attributes: 'src referrer-policy', events: 'load error' };
}
