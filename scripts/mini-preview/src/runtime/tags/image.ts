import { loadableUrl, resourceUrl } from '../resource.js';
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
    attributes: 'src mode lazy-load',
    events: 'error load',
    inert: 'webp',
  };

  #image!: HTMLImageElement;

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:inline-block;overflow:hidden;width:320px;height:240px}img{display:block;width:100%;height:100%}</style><img alt="" draggable="false">',
    );
    this.#image = this.shadowRoot!.querySelector('img')!;
    this.#image.addEventListener('load', () => {
      this.#fixSize();
      this.emit('load', { width: this.#image.naturalWidth, height: this.#image.naturalHeight });
    });
    this.#image.addEventListener('error', () => {
      if (this.#image.hasAttribute('src')) this.emit('error', { errMsg: `GET ${this.#image.src} failed` });
    });
    this.changed('mode');
  }

  protected override changed(name: string): void {
    if (name === 'lazy-load') this.#image.loading = this.flag('lazy-load') ? 'lazy' : 'eager';
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
}

export class WxCoverImage extends WxImage {
  static override readonly support: TagSupport = { attributes: 'src', events: 'load error' };
}
