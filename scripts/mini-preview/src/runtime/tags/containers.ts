import { fault } from '../ui/faults.js';
import { Tag, type TagSupport } from './tag.js';

/** A panel over the page that the way back closes first. */
export class WxPageContainer extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'show overlay position round',
    events: 'beforeenter enter afterenter beforeleave leave afterleave clickoverlay',
  };

  #isShown = false;

  protected override draw(): void {
    this.shadow(`<style>:host{display:none}:host([show]){display:block;position:fixed;inset:0;z-index:100}
.mask{position:absolute;inset:0;background:rgba(0,0,0,.4)}.panel{position:absolute;left:0;right:0;bottom:0;max-height:100%;overflow:auto;background:#fff}
:host([position="top"]) .panel{top:0;bottom:auto}:host([position="right"]) .panel{left:auto;top:0;width:80%}:host([position="center"]) .panel{top:50%;bottom:auto;transform:translateY(-50%)}
:host([round]) .panel{border-radius:16px 16px 0 0}</style><div class="mask"></div><div class="panel"><slot></slot></div>`);
    this.shadowRoot!.querySelector('.mask')!.addEventListener('click', () => this.emit('clickoverlay', {}));
  }

  protected override changed(name: string): void {
    if (name === 'overlay') this.shadowRoot!.querySelector<HTMLElement>('.mask')!.hidden = !this.flag('overlay', true);
    if (name !== 'show' || this.flag('show') === this.#isShown) return;
    this.#isShown = this.flag('show');
    const events = this.flag('show') ? ['beforeenter', 'enter', 'afterenter'] : ['beforeleave', 'leave', 'afterleave'];
    for (const type of events) this.emit(type, {});
  }
}

/** Shows what is in it while the page is as wide and high as it says. */
export class WxMatchMedia extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'min-width max-width width min-height max-height height orientation',
  };

  protected override draw(): void {
    window.addEventListener('resize', () => this.changed());
    this.changed();
  }

  protected override changed(): void {
    const { innerWidth: width, innerHeight: height } = window;
    const within = (name: string, value: number) =>
      value >= this.number(`min-${name}`, 0) &&
      value <= this.number(`max-${name}`, Number.POSITIVE_INFINITY) &&
      value === this.number(name, value);
    const orientation = this.text('orientation');
    const isTurned = orientation !== '' && orientation !== (width > height ? 'landscape' : 'portrait');
    this.hidden = isTurned || !within('width', width) || !within('height', height);
  }
}

/** A web page over the whole page; only pages of this machine, the network is not asked. */
export class WxWebView extends Tag {
  static override readonly support: TagSupport = { attributes: 'src', events: 'load error' };

  protected override draw(): void {
    this.shadow(
      '<style>:host{position:absolute;inset:0;background:#fff}iframe{width:100%;height:100%;border:0}</style><iframe title="网页"></iframe>',
    );
  }

  protected override changed(name: string): void {
    if (name !== 'src') return;
    const url = new URL(this.text('src'), document.baseURI);
    const isLocal = url.origin === location.origin || url.hostname === '127.0.0.1' || url.hostname === 'localhost';
    if (!isLocal) {
      fault(`<web-view> shows pages of this machine only, not ${url.origin}`);
      return;
    }
    const frame = this.shadowRoot!.querySelector('iframe')!;
    frame.addEventListener('load', () => this.emit('load', { src: url.href }), { once: true });
    frame.addEventListener('error', () => this.emit('error', { src: url.href }), { once: true });
    frame.src = url.href;
  }
}
