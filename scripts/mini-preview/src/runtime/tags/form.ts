import { formFields } from '../definitions.js';
import { nodeOf } from '../node.js';
import { isFormControl, Tag, type TagSupport } from './tag.js';

interface FieldComponent {
  is: string;
  data: Record<string, unknown>;
}

/** Collects the values of its named controls when a button of it submits. */
export class WxForm extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'report-submit',
    events: 'submit reset',
    inert: 'report-submit-timeout',
  };

  submit(button: Tag): void {
    const target = { id: button.id, dataset: { ...button.node?.dataset } };
    // WeChat gives no form ids any more; its developer tools say this instead.
    const formId = this.flag('report-submit') ? { formId: 'the formId is a mock one' } : {};
    this.emit('submit', { value: this.collect(), target, ...formId });
  }

  reset(): void {
    for (const element of this.querySelectorAll('*')) if (isFormControl(element)) element.resetValue();
    this.emit('reset', {});
  }

  /** Name → value, of built-in controls and of components with the behaviour `wx://form-field`. */
  collect(): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const element of this.querySelectorAll('*')) {
      if (isFormControl(element)) {
        const name = element.text('name');
        if (name) values[name] = element.formValue;
        continue;
      }
      const node = (element as Element & { __wxElement?: unknown }).__wxElement ? nodeOf(element) : undefined;
      const component = node as unknown as FieldComponent | undefined;
      if (!component || !formFields.has(component.is)) continue;
      const name = component.data.name;
      if (typeof name === 'string' && name) values[name] = component.data.value;
    }
    return values;
  }
}

/** Passes a tap on to the control it names (`for`), or to the first one inside. */
export class WxLabel extends Tag {
  static override readonly support: TagSupport = { attributes: 'for' };

  protected override draw(): void {
    this.addEventListener('mp-tap', (event) => {
      const inside = (event.target as Element).closest('wx-checkbox,wx-radio,wx-switch,wx-button,wx-input,wx-textarea');
      if (inside) return;
      const id = this.text('for');
      const scope = this.closest('wx-page');
      const control = id
        ? scope?.querySelector(`#${CSS.escape(id)}`)
        : this.querySelector('wx-checkbox,wx-radio,wx-switch,wx-button,wx-input,wx-textarea');
      (control as { activate?: () => void } | null)?.activate?.();
    });
  }
}
