import { keepTemporary } from '../api/temporary-files.js';
import { type PageView, pageOf } from '../page/current.js';
import { detectCode } from '../ui/detect-code.js';
import { pickFiles } from '../ui/pick-files.js';
import { Tag, type TagSupport } from './tag.js';

/** `resolution` → what is asked of the machine's camera. */
const WIDTHS: Record<string, number> = { low: 640, medium: 1280, high: 1920 };

/** The camera of this machine. Where there is none, or it may not be used, a picture is chosen for it to look at. */
export class WxCamera extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'mode resolution device-position',
    events: 'stop error initdone scancode',
    inert: 'flash frame-size',
  };

  #video!: HTMLVideoElement;
  #still!: HTMLImageElement;
  #stream: MediaStream | undefined;
  #scanner: ReturnType<typeof setInterval> | undefined;
  #recorder: MediaRecorder | undefined;
  #page: PageView | undefined;
  readonly #stop = () => {
    if (!this.#stream) return;
    this.#close();
    this.emit('stop', {});
  };

  readonly #resume = () => void this.#open();

  protected override draw(): void {
    const root =
      this.shadow(`<style>:host{display:block;position:relative;width:100%;height:300px;overflow:hidden;background:#111;color:#fff}
video,img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}[hidden]{display:none}:host([device-position="front"]) video{transform:scaleX(-1)}
button{position:absolute;inset:0;margin:auto;width:70%;height:44px;border:1px solid #fff;border-radius:6px;background:rgba(0,0,0,.5);color:#fff}</style>
<video playsinline muted hidden></video><img alt="" hidden><button type="button" hidden>没有相机：选择一张图片</button><slot></slot>`);
    this.#video = root.querySelector('video')!;
    this.#still = root.querySelector('img')!;
    root.querySelector('button')!.addEventListener('click', () => void this.#choose());
    this.#page = pageOf(this);
    this.#page?.onLeave.add(this.#stop);
    this.#page?.onReturn.add(this.#resume);
    void this.#open();
  }

  disconnectedCallback(): void {
    this.#page?.onLeave.delete(this.#stop);
    this.#page?.onReturn.delete(this.#resume);
    this.#close();
  }

  protected override changed(name: string): void {
    if (this.#stream && (name === 'device-position' || name === 'resolution')) void this.#open();
  }

  async #open(): Promise<void> {
    this.#close();
    const facingMode = this.text('device-position', 'back') === 'front' ? 'user' : 'environment';
    const width = WIDTHS[this.text('resolution', 'medium')] ?? WIDTHS.medium!;
    try {
      if (!navigator.mediaDevices) throw new Error('this browser gives no camera here');
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode, width: { ideal: width } } });
      this.#video.srcObject = this.#stream;
      await this.#video.play();
      this.#video.hidden = false;
      this.emit('initdone', { maxZoom: 1 });
    } catch (error) {
      this.shadowRoot!.querySelector('button')!.hidden = false;
      this.emit('error', { errMsg: `camera:fail ${(error as Error).message}` });
    }
    if (this.text('mode') === 'scanCode') this.#scanner = setInterval(() => void this.#scan(), 500);
  }

  #close(): void {
    clearInterval(this.#scanner);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }

  async #choose(): Promise<void> {
    const [file] = await pickFiles('image/*', false);
    if (!file) return;
    this.#still.src = URL.createObjectURL(file);
    await this.#still.decode();
    this.#still.hidden = false;
    this.emit('initdone', { maxZoom: 1 });
  }

  get #sight(): HTMLVideoElement | HTMLImageElement | undefined {
    if (this.#stream) return this.#video;
    return this.#still.hidden ? undefined : this.#still;
  }

  async #scan(): Promise<void> {
    const sight = this.#sight;
    const code = sight && (await detectCode(sight));
    if (code) this.emit('scancode', { type: code.format, result: code.rawValue });
  }

  /** What `wx.createCameraContext` does with it. */
  async takePhoto(quality: 'high' | 'normal' | 'low'): Promise<{ tempImagePath: string }> {
    const sight = this.#sight;
    if (!sight) throw new Error('the camera is not ready');
    const isVideo = sight instanceof HTMLVideoElement;
    const [width, height] = isVideo ? [sight.videoWidth, sight.videoHeight] : [sight.naturalWidth, sight.naturalHeight];
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')!.drawImage(sight, 0, 0);
    const share = { high: 1, normal: 0.8, low: 0.5 }[quality];
    return { tempImagePath: keepTemporary(await canvas.convertToBlob({ type: 'image/jpeg', quality: share })) };
  }

  startRecord(): void {
    if (!this.#stream) throw new Error('the camera is not ready');
    this.#recorder = new MediaRecorder(this.#stream);
    this.#recorder.start();
  }

  async stopRecord(): Promise<{ tempVideoPath: string; tempThumbPath: string }> {
    const recorder = this.#recorder;
    if (!recorder) throw new Error('nothing is being recorded');
    const video = await new Promise<Blob>((resolve) => {
      recorder.addEventListener('dataavailable', ({ data }) => resolve(data), { once: true });
      recorder.stop();
    });
    const { tempImagePath } = await this.takePhoto('normal');
    return { tempVideoPath: keepTemporary(video), tempThumbPath: tempImagePath };
  }
}
