import { saveApi } from '../api/save.js';
import { theStack } from '../page/current.js';
import { fault } from '../ui/faults.js';
import { Tag, type TagSupport } from './tag.js';

/** A link to a page, or to another mini-program, which is asked about and not opened. */
export class WxNavigator extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'target url open-type delta app-id path extra-data version short-link hover-class hover-stop-propagation hover-start-time hover-stay-time',
    events: 'success fail complete',
  };

  protected override draw(): void {
    this.setAttribute('role', 'link');
    this.tabIndex = 0;
    this.addEventListener('mp-tap', () => void this.#go());
    this.addEventListener('keydown', (event) => {
      if (event.target === this && event.key === 'Enter') this.click();
    });
  }

  async #go(): Promise<void> {
    const way = this.text('open-type', 'navigate');
    try {
      await (this.text('target') === 'miniProgram' ? this.#leave(way) : this.#move(way));
      this.emit('success', { errMsg: `${way}:ok` });
    } catch (error) {
      const reason = (error as { errMsg?: string }).errMsg ?? `${way}:fail ${(error as Error).message}`;
      this.emit('fail', { errMsg: reason });
      if (!reason.endsWith('cancel')) fault(`<navigator>: ${reason}`);
    }
    this.emit('complete', {});
  }

  #move(way: string): unknown {
    const stack = theStack();
    const url = this.text('url');
    const moves: Record<string, () => unknown> = {
      navigate: () => void stack.navigateTo(url),
      redirect: () => stack.redirectTo(url),
      switchTab: () => stack.switchTab(url),
      reLaunch: () => stack.reLaunch(url),
      navigateBack: () => stack.navigateBack(this.number('delta', 1)),
    };
    const move = moves[way];
    if (!move) throw new Error(`open-type="${way}" is not supported by the preview`);
    return move();
  }

  async #leave(way: string): Promise<void> {
    if (way !== 'navigate')
      throw new Error(`open-type="${way}" with target="miniProgram" is not supported by the preview`);
    const appId = this.text('app-id') || this.text('short-link');
    if (!appId) throw new Error('parameter error: app-id or short-link is needed');
    await saveApi.navigateToMiniProgram({ appId, path: this.text('path') });
  }
}
