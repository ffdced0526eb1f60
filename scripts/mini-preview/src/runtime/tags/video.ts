import { loadableUrl } from '../resource.js';
import { Tag, type TagSupport } from './tag.js';

const EVENTS = ['play', 'pause', 'ended', 'waiting', 'seeking', 'loadedmetadata'];

export class WxVideo extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'src poster controls autoplay loop muted object-fit initial-time',
    events: 'play pause ended timeupdate fullscreenchange waiting error loadedmetadata',
  };

  #video!: HTMLVideoElement;

  protected override draw(): void {
    const root = this.shadow(
      '<style>:host{display:inline-block;width:300px;height:225px;background:#000;overflow:hidden}video{display:block;width:100%;height:100%}</style><video playsinline controls></video><slot></slot>',
    );
    this.#video = root.querySelector('video')!;
    for (const type of EVENTS) this.#video.addEventListener(type, () => this.emit(type, this.#state()));
    this.#video.addEventListener('timeupdate', () => this.emit('timeupdate', this.#state()));
    this.#video.addEventListener('error', () => this.emit('error', { errMsg: this.#video.error?.message ?? '' }));
    this.#video.addEventListener('fullscreenchange', () => {
      this.emit('fullscreenchange', { fullScreen: document.fullscreenElement === this.#video, direction: 'vertical' });
    });
  }

  protected override changed(name: string): void {
    if (name === 'src' || name === 'poster') void this.#load(name, this.text(name));
    if (name === 'controls') this.#video.controls = this.flag('controls', true);
    if (name === 'autoplay') this.#video.autoplay = this.flag('autoplay');
    if (name === 'loop') this.#video.loop = this.flag('loop');
    if (name === 'muted') this.#video.muted = this.flag('muted');
    if (name === 'object-fit') this.#video.style.objectFit = this.text('object-fit', 'contain');
    if (name === 'initial-time') this.#video.currentTime = this.number('initial-time', 0);
  }

  /** What `wx.createVideoContext` answers. */
  get mediaContext(): object {
    const video = this.#video;
    return {
      play: () => void video.play(),
      pause: () => video.pause(),
      stop: () => {
        video.pause();
        video.currentTime = 0;
      },
      seek: (position: number) => {
        video.currentTime = position;
      },
      playbackRate: (rate: number) => {
        video.playbackRate = rate;
      },
      requestFullScreen: () => void video.requestFullscreen(),
      exitFullScreen: () => void document.exitFullscreen(),
    };
  }

  async #load(name: 'src' | 'poster', address: string): Promise<void> {
    const url = address && (await loadableUrl(address, this.ownerId));
    if (this.text(name) !== address) return;
    if (url) this.#video[name] = url;
    else this.#video.removeAttribute(name);
  }

  #state() {
    return { currentTime: this.#video.currentTime, duration: this.#video.duration || 0 };
  }
}
