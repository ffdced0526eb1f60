import { theStack } from '../page/current.js';
import { fault } from '../ui/faults.js';
import { Tag, type TagSupport } from './tag.js';

/** A link to a page. */
export class WxNavigator extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'target url open-type delta hover-class hover-stop-propagation hover-start-time hover-stay-time',
    events: 'success fail',
  };

  protected override draw(): void {
    this.setAttribute('role', 'link');
    this.tabIndex = 0;
    this.addEventListener('mp-tap', () => this.#go());
    this.addEventListener('keydown', (event) => {
      if (event.target === this && event.key === 'Enter') this.click();
    });
  }

  #go(): void {
    const url = this.text('url');
    const stack = theStack();
    const moves: Record<string, () => void> = {
      navigate: () => void stack.navigateTo(url),
      redirect: () => stack.redirectTo(url),
      switchTab: () => stack.switchTab(url),
      reLaunch: () => stack.reLaunch(url),
      navigateBack: () => void stack.navigateBack(this.number('delta', 1)),
    };
    const openType = this.text('open-type', 'navigate');
    if (this.text('target') === 'miniProgram' || !moves[openType]) {
      fault(`<navigator open-type="${openType}" target="${this.text('target')}"> is not supported by the preview`);
      return;
    }
    try {
      moves[openType]();
      this.emit('success', { errMsg: 'navigator:ok' });
    } catch (error) {
      this.emit('fail', { errMsg: `navigator:fail ${(error as Error).message}` });
      fault((error as Error).message);
    }
  }
}
