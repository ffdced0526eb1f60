import { loadableUrl } from '../resource.js';
import { Tag, type TagSupport } from './tag.js';

const EVENTS = ['play', 'pause', 'ended'];

/** The player that WeChat no longer maintains, with its cover, name and author. */
export class WxAudio extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'src loop controls poster name author',
    events: 'error play pause timeupdate ended',
  };

  readonly #audio = new Audio();

  protected override draw(): void {
    const root = this.shadow(`<style>:host{display:inline-block;line-height:1.4}
.box{display:none;align-items:center;width:300px;height:65px;border:1px solid #e0e0e0;background:#fcfcfc;color:#353535;font-size:14px}:host([controls]) .box{display:flex}
button{width:65px;height:65px;border:0;background:#e6e6e6 center/cover;font-size:22px}.text{flex:1;padding:0 12px;min-width:0}.text *{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}small{color:#6b6b6b}time{padding:0 10px;color:#6b6b6b}</style>
<div class="box"><button type="button" aria-label="播放">▶</button><div class="text"><b></b><small></small></div><time>00:00</time></div>`);
    const button = root.querySelector('button')!;
    button.addEventListener('click', () => (this.#audio.paused ? this.mediaContext.play() : this.#audio.pause()));
    for (const type of EVENTS) {
      this.#audio.addEventListener(type, () => {
        button.textContent = this.#audio.paused ? '▶' : '❚❚';
        button.ariaLabel = this.#audio.paused ? '播放' : '暂停';
        this.emit(type, {});
      });
    }
    this.#audio.addEventListener('timeupdate', () => {
      const { currentTime, duration } = this.#audio;
      const seconds = Math.floor(currentTime);
      root.querySelector('time')!.textContent =
        `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
      this.emit('timeupdate', { currentTime, duration: duration || 0 });
    });
    this.#audio.addEventListener('error', () => this.emit('error', { errMsg: this.#audio.error?.code ?? 4 }));
    this.changed('name');
  }

  disconnectedCallback(): void {
    this.#audio.pause();
  }

  protected override changed(name: string): void {
    const root = this.shadowRoot!;
    if (name === 'src') void this.#load(this.text('src'));
    if (name === 'loop') this.#audio.loop = this.flag('loop');
    if (name === 'poster') void this.#cover(this.text('poster'));
    root.querySelector('b')!.textContent = this.text('name', '未知音频');
    root.querySelector('small')!.textContent = this.text('author', '未知作者');
  }

  /** What `wx.createAudioContext` answers. */
  get mediaContext() {
    const audio = this.#audio;
    return {
      play: () => void audio.play().catch(() => undefined),
      pause: () => audio.pause(),
      seek: (position: number) => {
        audio.currentTime = position;
      },
      setSrc: (src: string) => this.receive('src', src),
    };
  }

  async #load(src: string): Promise<void> {
    const url = src && (await loadableUrl(src, this.ownerId).catch(() => ''));
    if (this.text('src') === src) this.#audio.src = url;
  }

  async #cover(poster: string): Promise<void> {
    const url = poster && (await loadableUrl(poster, this.ownerId));
    this.shadowRoot!.querySelector('button')!.style.backgroundImage = url ? `url("${url}")` : '';
  }
}
