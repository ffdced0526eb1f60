import { el } from './el.js';
import { openLayer } from './layer.js';

export interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  cancelColor?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

export interface ModalResult {
  confirm: boolean;
  cancel: boolean;
  /** What was typed, when the modal is editable. */
  content: string | null;
}

/** WeChat's dialog with one or two buttons. */
export function showModal(options: ModalOptions): Promise<ModalResult> {
  return new Promise((resolve) => {
    const input = el('textarea', { placeholder: options.placeholderText ?? '', rows: '3' });
    input.value = options.content ?? '';
    const dialog = el('div', { class: 'mp-modal', role: 'dialog', 'aria-modal': 'true' });
    if (options.title) dialog.append(el('h3', {}, options.title));
    dialog.append(options.editable ? input : el('p', {}, options.content ?? ''));
    const layer = openLayer('mp-mask', dialog);
    const finish = (confirm: boolean) => {
      layer.remove();
      resolve({ confirm, cancel: !confirm, content: options.editable && confirm ? input.value : null });
    };
    const button = (text: string, color: string, confirm: boolean) => {
      const node = el('button', { type: 'button' }, text);
      node.style.color = color;
      node.addEventListener('click', () => finish(confirm));
      return node;
    };
    const buttons = el('div');
    if (options.showCancel !== false) {
      buttons.append(button(options.cancelText ?? '取消', options.cancelColor ?? '#000000', false));
    }
    buttons.append(button(options.confirmText ?? '确定', options.confirmColor ?? '#576B95', true));
    dialog.append(buttons);
    dialog.tabIndex = -1;
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && options.showCancel !== false) finish(false);
      if (event.key === 'Enter' && event.target === dialog) finish(true);
    });
    (options.editable ? input : dialog).focus({ preventScroll: true });
  });
}
