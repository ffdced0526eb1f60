import { asyncApi } from '../api/api.js';
import { pageOf, theStack } from '../page/current.js';
import { fault } from '../ui/faults.js';
import { Tag, type TagSupport } from './tag.js';

/**
 * A web page over the whole page; only pages of this machine, the network is not asked. A page of the same origin finds
 * `wx.miniProgram` as with WeChat's JSSDK. What it posts is handed over when the page is left, as in WeChat.
 */
export class WxWebView extends Tag {
  static override readonly support: TagSupport = { attributes: 'src', events: 'message load error' };

  readonly #posted: unknown[] = [];

  protected override draw(): void {
    this.shadow(
      '<style>:host{position:absolute;inset:0;background:#fff}iframe{width:100%;height:100%;border:0}</style><iframe title="网页"></iframe>',
    );
    pageOf(this)?.onLeave.add(() => this.#deliver());
  }

  protected override changed(name: string): void {
    if (name !== 'src' || !this.text('src')) return;
    const url = new URL(this.text('src'), document.baseURI);
    const isLocal = url.origin === location.origin || url.hostname === '127.0.0.1' || url.hostname === 'localhost';
    if (!isLocal) {
      fault(`<web-view> shows pages of this machine only, not ${url.origin}`);
      this.emit('error', { url: url.href, fullUrl: url.href });
      return;
    }
    void this.#open(url);
  }

  async #open(url: URL): Promise<void> {
    const frame = this.shadowRoot!.querySelector('iframe')!;
    const isSame = url.origin === location.origin;
    // A frame tells nothing of a page that could not be loaded; asking for it first does.
    const answer = isSame ? await fetch(url).catch(() => undefined) : undefined;
    if (isSame && !answer?.ok) {
      this.emit('error', { url: url.href, fullUrl: url.href });
      return;
    }
    frame.addEventListener('load', () => this.emit('load', { src: url.href }), { once: true });
    frame.src = url.href;
    if (isSame) this.#offer(frame);
  }

  #offer(frame: HTMLIFrameElement): void {
    const put = () => {
      const page = frame.contentWindow as (Window & { wx?: object; __wxjs_environment?: string }) | null;
      if (!page) return;
      page.__wxjs_environment = 'miniprogram';
      page.wx = { ...page.wx, miniProgram: this.#miniProgram() };
    };
    frame.addEventListener('load', put, { once: true });
    // The page's own scripts may ask before it has loaded: the new document is there as soon as its address is.
    const wait = setInterval(() => {
      if (frame.contentWindow?.location.href === 'about:blank') return;
      clearInterval(wait);
      put();
    }, 5);
    setTimeout(() => clearInterval(wait), 10_000);
  }

  #miniProgram(): object {
    const leave = (name: string, go: (options: { url: string; delta?: number }) => unknown) =>
      asyncApi(`miniProgram.${name}`, (options: { url: string; delta?: number }) => void go(options));
    return {
      postMessage: ({ data }: { data: unknown }) => this.#posted.push(data),
      getEnv: (answer: (env: object) => void) => answer({ miniprogram: true }),
      navigateTo: leave('navigateTo', ({ url }) => theStack().navigateTo(url)),
      redirectTo: leave('redirectTo', ({ url }) => theStack().redirectTo(url)),
      reLaunch: leave('reLaunch', ({ url }) => theStack().reLaunch(url)),
      switchTab: leave('switchTab', ({ url }) => theStack().switchTab(url)),
      navigateBack: leave('navigateBack', ({ delta }) => theStack().navigateBack(delta)),
    };
  }

  #deliver(): void {
    if (this.#posted.length > 0) this.emit('message', { data: this.#posted.splice(0) });
  }
}
