import type { WxForm } from './form.js';
import { pressOpenType } from './open-type.js';
import { Tag, type TagSupport } from './tag.js';

export class WxButton extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'size type plain disabled loading form-type open-type hover-class hover-stop-propagation hover-start-time hover-stay-time lang session-from send-message-title send-message-path send-message-img app-parameter show-message-card name',
    events:
      'getuserinfo contact getphonenumber getrealtimephonenumber error opensetting launchapp chooseavatar agreeprivacyauthorization',
    inert: 'phone-number-no-quota-toast',
  };

  protected override reflects(name: string): boolean {
    // The language of an answer, not of the button's text.
    return name !== 'lang';
  }

  protected override draw(): void {
    this.setAttribute('role', 'button');
    this.tabIndex = 0;
    this.addEventListener('mp-tap', () => {
      if (!this.flag('disabled')) this.#act();
    });
    this.addEventListener('keydown', (event) => {
      if (event.target !== this || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      this.click();
    });
  }

  protected override changed(name: string): void {
    if (name !== 'disabled') return;
    const isDisabled = this.flag('disabled');
    if (isDisabled) this.setAttribute('aria-disabled', 'true');
    else this.removeAttribute('aria-disabled');
    this.tabIndex = isDisabled ? -1 : 0;
  }

  /** What a tap on the button's label does. */
  activate(): void {
    this.click();
  }

  #act(): void {
    const form = this.closest('wx-form') as WxForm | null;
    if (this.text('form-type') === 'submit') form?.submit(this);
    if (this.text('form-type') === 'reset') form?.reset();
    const openType = this.text('open-type');
    if (openType) pressOpenType(this, openType);
  }
}
