import { el } from '../ui/el.js';

/** A labelled field of a form, with its complaint below it. */
export interface Field {
  name: string;
  element: HTMLElement;
  readonly value: string;
  /** Says what is wrong, if anything. @returns whether it is right */
  check(): boolean;
  complain(message: string): void;
}

interface FieldOptions {
  name: string;
  label: string;
  type: string;
  inputmode?: string;
  autocomplete: string;
  maxlength?: string;
  value?: string;
  wrong(value: string): string | undefined;
}

export function field({ name, label, wrong, value = '', ...attributes }: FieldOptions): Field {
  const input = el('input', { name, id: `h5-${name}`, placeholder: label, ...attributes });
  input.value = value;
  const complaint = el('small', { class: 'h5-wrong', id: `h5-${name}-wrong`, 'aria-live': 'polite' });
  input.setAttribute('aria-describedby', complaint.id);
  const complain = (message: string) => {
    complaint.textContent = message;
    input.setAttribute('aria-invalid', String(message !== ''));
  };
  input.addEventListener('input', () => complain(''));
  return {
    name,
    element: el('div', { class: 'h5-field' }, el('label', { for: input.id }, label), input, complaint),
    get value() {
      return input.value.trim();
    },
    check() {
      complain(wrong(input.value.trim()) ?? '');
      return input.getAttribute('aria-invalid') !== 'true';
    },
    complain,
  };
}

const IDENTIFIER = /^(1[3-9]\d{9}|[^@\s]+@[^@\s.]+(\.[^@\s.]+)+)$/;

export function identifierField(value: string): Field {
  return field({
    name: 'identifier',
    label: '手机号或邮箱',
    type: 'text',
    autocomplete: 'username',
    maxlength: '120',
    value,
    wrong: (typed) => (IDENTIFIER.test(typed) ? undefined : '请输入手机号或邮箱'),
  });
}

export function button(label: string, act: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}
