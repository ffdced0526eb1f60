/** A remark that runs across a video. */
export interface DanmuItem {
  text: string;
  color?: string;
  /** Seconds of the video; at once when it is sent without. */
  time?: number;
}

const LANES = 6;
/** Milliseconds a remark takes from one side to the other. */
const CROSSING = 6000;

/** Remarks that run across a video when their time comes. */
export class Danmu {
  readonly element = document.createElement('div');
  items: DanmuItem[] = [];
  #lane = 0;
  #last = 0;

  constructor(readonly video: HTMLVideoElement) {
    Object.assign(this.element.style, { position: 'absolute', inset: '0', overflow: 'hidden', pointerEvents: 'none' });
    this.element.hidden = true;
    video.addEventListener('timeupdate', () => this.#advance(video.currentTime));
    video.addEventListener('seeking', () => {
      this.#last = video.currentTime;
    });
  }

  get isOn(): boolean {
    return !this.element.hidden;
  }

  set isOn(value: boolean) {
    this.element.hidden = !value;
  }

  /** Lets a remark run now. */
  send({ text, color = '#ffffff' }: DanmuItem): void {
    const line = document.createElement('span');
    line.textContent = text;
    const top = `${(this.#lane % LANES) * 22 + 6}px`;
    this.#lane += 1;
    const shadow = '0 0 2px #000';
    Object.assign(line.style, {
      position: 'absolute',
      top,
      color,
      fontSize: '14px',
      whiteSpace: 'nowrap',
      textShadow: shadow,
    });
    this.element.append(line);
    const from = `translateX(${this.element.clientWidth || 300}px)`;
    const run = line.animate([{ transform: from }, { transform: 'translateX(-100%)' }], CROSSING);
    void run.finished.then(
      () => line.remove(),
      () => line.remove(),
    );
  }

  #advance(now: number): void {
    for (const item of this.items)
      if (item.time !== undefined && item.time > this.#last && item.time <= now) this.send(item);
    this.#last = now;
  }
}
