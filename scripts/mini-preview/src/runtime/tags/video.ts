import { pageOf } from '../page/current.js';
import { loadableUrl } from '../resource.js';
import { Danmu, type DanmuItem } from './danmu.js';
import { drag } from './drag.js';
import { Tag, type TagSupport } from './tag.js';
import { VideoControls } from './video-controls.js';

const STYLE = `:host{display:inline-block;position:relative;width:300px;height:225px;background:#000 center/cover;overflow:hidden}
video{display:block;width:100%;height:100%}::slotted(*){position:absolute}`;

/** Events of the element that are events of the tag, by name. */
const EVENTS: Record<string, string> = { play: 'play', pause: 'pause', ended: 'ended', waiting: 'waiting' };

export class WxVideo extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'src duration controls danmu-list danmu-btn enable-danmu autoplay loop muted initial-time page-gesture direction show-progress show-fullscreen-btn show-play-btn show-center-play-btn enable-progress-gesture object-fit poster show-mute-btn title play-btn-position enable-play-gesture auto-pause-if-navigate vslide-gesture vslide-gesture-in-fullscreen show-bottom-progress background-poster',
    events:
      'play pause ended timeupdate fullscreenchange waiting error progress loadedmetadata controlstoggle enterpictureinpicture leavepictureinpicture seekcomplete',
    inert: 'auto-pause-if-open-native poster-for-crawler referrer-policy preferred-peak-bit-rate',
  };

  #video!: HTMLVideoElement;
  #controls!: VideoControls;
  #danmu!: Danmu;

  protected override draw(): void {
    const root = this.shadow(`<style>${STYLE}</style><video playsinline></video><slot></slot>`);
    this.#video = root.querySelector('video')!;
    this.#danmu = new Danmu(this.#video);
    this.#controls = new VideoControls(this, this.#video, this.#danmu);
    root.append(this.#danmu.element, this.#controls.element);
    this.#listen();
    this.#listenToFingers();
    pageOf(this)?.onLeave.add(() => {
      if (this.flag('auto-pause-if-navigate', true)) this.#video.pause();
    });
    this.changed('controls');
  }

  disconnectedCallback(): void {
    this.#video.pause();
  }

  protected override changed(name: string): void {
    if (name === 'src' || name === 'poster') void this.#load(name, this.text(name));
    if (name === 'autoplay') this.#video.autoplay = this.flag('autoplay');
    if (name === 'loop') this.#video.loop = this.flag('loop');
    if (name === 'muted') this.#video.muted = this.flag('muted');
    if (name === 'object-fit') this.#video.style.objectFit = this.text('object-fit', 'contain');
    if (name === 'initial-time') this.#video.currentTime = this.number('initial-time', 0);
    if (name === 'danmu-list') this.#danmu.items = this.list('danmu-list') as DanmuItem[];
    if (name === 'enable-danmu') this.#danmu.isOn = this.flag('enable-danmu');
    if (name === 'background-poster') void this.#behind(this.text(name));
    this.#controls.draw();
  }

  #listen(): void {
    const video = this.#video;
    for (const [type, name] of Object.entries(EVENTS))
      video.addEventListener(type, () => this.emit(name, this.#state()));
    video.addEventListener('timeupdate', () => this.emit('timeupdate', this.#state()));
    video.addEventListener('seeked', () => this.emit('seekcomplete', { position: video.currentTime }));
    video.addEventListener('error', () => this.emit('error', { errMsg: video.error?.message ?? 'cannot be played' }));
    video.addEventListener('progress', () => {
      const { buffered, duration } = video;
      const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
      this.emit('progress', { buffered: duration ? (end / duration) * 100 : 0 });
    });
    video.addEventListener('loadedmetadata', () => {
      if (this.values.has('initial-time')) video.currentTime = this.number('initial-time', 0);
      this.emit('loadedmetadata', { width: video.videoWidth, height: video.videoHeight, duration: video.duration });
    });
    this.addEventListener('fullscreenchange', () => {
      const fullScreen = document.fullscreenElement === this;
      const isTurned = Math.abs(this.number('direction', 0)) === 90;
      const isWide = this.values.has('direction') ? isTurned : video.videoWidth > video.videoHeight;
      this.emit('fullscreenchange', { fullScreen, direction: isWide ? 'horizontal' : 'vertical' });
    });
    video.addEventListener('enterpictureinpicture', () => this.emit('enterpictureinpicture', {}));
    video.addEventListener('leavepictureinpicture', () => this.emit('leavepictureinpicture', {}));
  }

  /** Sideways seeks, up and down is louder and quieter, a double tap plays and pauses; each as the attributes say. */
  #listenToFingers(): void {
    const video = this.#video;
    const isSlid = () => {
      const isFull = document.fullscreenElement === this;
      return isFull
        ? this.flag('vslide-gesture-in-fullscreen', true)
        : this.flag('vslide-gesture') || this.flag('page-gesture');
    };
    let [time, volume] = [0, 1];
    drag(this, {
      axis: () => (isSlid() ? 'both' : this.flag('enable-progress-gesture', true) ? 'x' : 'none'),
      start: () => {
        [time, volume] = [video.currentTime, video.volume];
      },
      move: ({ dx, dy }) => {
        if (Math.abs(dx) > Math.abs(dy)) {
          if (this.flag('enable-progress-gesture', true) && video.duration)
            video.currentTime = Math.min(Math.max(0, time + (dx / this.clientWidth) * video.duration), video.duration);
        } else video.volume = Math.min(Math.max(0, volume - dy / this.clientHeight), 1);
      },
    });
    video.addEventListener('dblclick', () => {
      if (this.flag('enable-play-gesture')) this.mediaContext.toggle();
    });
  }

  /** What `wx.createVideoContext` answers. */
  get mediaContext() {
    const video = this.#video;
    const play = () => void video.play().catch(() => undefined);
    return {
      play,
      pause: () => video.pause(),
      toggle: () => (video.paused ? play() : video.pause()),
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
      sendDanmu: (item: DanmuItem) => this.#danmu.send(item),
      requestFullScreen: () => void this.requestFullscreen(),
      exitFullScreen: () => void document.exitFullscreen(),
      showStatusBar: () => undefined,
      hideStatusBar: () => undefined,
      exitPictureInPicture: () => void document.exitPictureInPicture(),
    };
  }

  async #load(name: 'src' | 'poster', address: string): Promise<void> {
    const url = address && (await loadableUrl(address, this.ownerId));
    if (this.text(name) !== address) return;
    if (url) this.#video[name] = url;
    else this.#video.removeAttribute(name);
  }

  async #behind(address: string): Promise<void> {
    const url = address && (await loadableUrl(address, this.ownerId));
    this.style.backgroundImage = url ? `url("${url}")` : '';
  }

  #state() {
    return { currentTime: this.#video.currentTime, duration: this.#video.duration || 0 };
  }
}
