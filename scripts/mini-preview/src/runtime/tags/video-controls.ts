import type { Danmu } from './danmu.js';
import type { Tag } from './tag.js';

const STYLE = `:host{}.c{position:absolute;inset:0;color:#fff;font-size:12px;line-height:1;pointer-events:none}
.c button{pointer-events:auto;border:0;background:none;color:inherit;font-size:16px;min-width:36px;height:36px}
.c [hidden]{display:none}.title{position:absolute;left:12px;top:12px;font-size:14px;text-shadow:0 0 2px #000}
.center{position:absolute;inset:0;margin:auto;width:64px!important;height:64px!important;border-radius:50%;background:rgba(0,0,0,.5)!important;font-size:24px!important}
.bar{position:absolute;left:0;right:0;bottom:0;display:flex;align-items:center;padding:0 8px;background:linear-gradient(transparent,rgba(0,0,0,.6))}
.bar input{pointer-events:auto;flex:1;min-width:0;accent-color:#07c160}.bar i{flex:1}time{min-width:36px;text-align:center}.thin{position:absolute;left:0;bottom:0;height:2px;background:#07c160}`;

/** Milliseconds after which the controls of a playing video hide. */
const HIDE = 4000;

/** The buttons and bars over a video; each is there as the tag's attributes say. */
export class VideoControls {
  readonly element = document.createElement('div');
  #isShown = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly tag: Tag,
    readonly video: HTMLVideoElement,
    readonly danmu: Danmu,
  ) {
    this.element.className = 'c';
    this.element.innerHTML = `<style>${STYLE}</style><span class="title"></span><button type="button" class="center" aria-label="播放">▶</button>
<div class="thin"></div><div class="bar"><button type="button" class="play"></button><time class="now"></time><input type="range" aria-label="进度" min="0" max="1000" value="0"><i></i><time class="all"></time>
<button type="button" class="danmu" aria-label="弹幕">弹</button><button type="button" class="mute"></button><button type="button" class="full" aria-label="全屏">⛶</button></div>`;
    const act = (selector: string, run: () => void) => this.#part(selector).addEventListener('click', run);
    act('.play', () => this.#toggle());
    act('.center', () => this.#toggle());
    act('.mute', () => {
      video.muted = !video.muted;
    });
    act('.danmu', () => {
      danmu.isOn = !danmu.isOn;
      this.draw();
    });
    act('.full', () => {
      if (document.fullscreenElement === tag) void document.exitFullscreen();
      else void tag.requestFullscreen().catch(() => undefined);
    });
    const range = this.#part('input') as HTMLInputElement;
    range.addEventListener('input', () => {
      if (video.duration) video.currentTime = (Number(range.value) / 1000) * video.duration;
    });
    video.addEventListener('click', () => this.#show(!this.#isShown));
    for (const type of ['play', 'pause', 'ended', 'timeupdate', 'durationchange', 'volumechange'])
      video.addEventListener(type, () => this.draw());
    for (const type of ['play', 'pause', 'ended']) video.addEventListener(type, () => this.#show(true));
  }

  draw(): void {
    const { tag, video } = this;
    const wants = (name: string, otherwise = true) => tag.flag(name, otherwise);
    const isOn = wants('controls');
    const isAtCenter = tag.text('play-btn-position') === 'center';
    const hide = (selector: string, isHidden: boolean) => {
      this.#part(selector).hidden = isHidden;
    };
    const hasBegun = video.currentTime > 0 || !video.paused;
    const duration = tag.number('duration', video.duration) || 0;
    hide('.bar', !isOn || !this.#isShown || !hasBegun);
    hide('.center', !wants('show-center-play-btn') || (isAtCenter ? !this.#isShown : hasBegun));
    hide('.play', !wants('show-play-btn') || isAtCenter);
    for (const part of ['input', '.now', '.all']) hide(part, !wants('show-progress'));
    hide('.bar i', wants('show-progress'));
    hide('.full', !wants('show-fullscreen-btn'));
    hide('.mute', !wants('show-mute-btn', false));
    hide('.danmu', !wants('danmu-btn', false));
    hide('.title', !isOn || !this.#isShown);
    hide('.thin', !isOn || this.#isShown || !wants('show-bottom-progress'));
    this.#part('.title').textContent = tag.text('title');
    const share = duration ? video.currentTime / duration : 0;
    (this.#part('input') as HTMLInputElement).value = String(Math.round(share * 1000));
    this.#part('.thin').style.width = `${share * 100}%`;
    this.#part('.now').textContent = clock(video.currentTime);
    this.#part('.all').textContent = clock(duration);
    for (const part of ['.play', '.center']) this.#label(part, video.paused ? ['▶', '播放'] : ['❚❚', '暂停']);
    this.#label('.mute', video.muted ? ['🔇', '取消静音'] : ['🔊', '静音']);
    this.#part('.danmu').style.opacity = this.danmu.isOn ? '1' : '0.5';
  }

  #toggle(): void {
    if (this.video.paused) void this.video.play().catch(() => undefined);
    else this.video.pause();
  }

  #show(isShown: boolean): void {
    clearTimeout(this.#timer);
    if (isShown && !this.video.paused) this.#timer = setTimeout(() => this.#show(false), HIDE);
    if (this.#isShown !== isShown) this.tag.emit('controlstoggle', { show: isShown });
    this.#isShown = isShown;
    this.draw();
  }

  #label(selector: string, [sign, words]: [string, string]): void {
    const part = this.#part(selector);
    part.textContent = sign;
    part.ariaLabel = words;
  }

  #part(selector: string): HTMLElement {
    return this.element.querySelector<HTMLElement>(selector)!;
  }
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds || 0);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
