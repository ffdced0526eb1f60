import { showToast } from '../ui/toast.js';
import { asyncApi } from './api.js';

let clipboard = '';

/** What is being typed in: it is inside of the tag that has the focus. */
function activeField(): HTMLInputElement | HTMLTextAreaElement | undefined {
  const inside = document.activeElement?.shadowRoot?.activeElement;
  return inside instanceof HTMLInputElement || inside instanceof HTMLTextAreaElement ? inside : undefined;
}

export const deviceApi = {
  setClipboardData: asyncApi('setClipboardData', async ({ data }: { data: string }) => {
    clipboard = data;
    await navigator.clipboard?.writeText(data).catch(() => undefined);
    showToast({ title: '内容已复制' });
  }),
  getClipboardData: asyncApi('getClipboardData', () => ({ data: clipboard })),
  vibrateShort: asyncApi('vibrateShort', () => void navigator.vibrate?.(15)),
  vibrateLong: asyncApi('vibrateLong', () => void navigator.vibrate?.(400)),
  getSelectedTextRange: asyncApi('getSelectedTextRange', () => {
    const field = activeField();
    if (!field) throw new Error('no field has the focus');
    return { start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 };
  }),
  hideKeyboard: asyncApi('hideKeyboard', () => {
    (activeField() ?? (document.activeElement as HTMLElement | null))?.blur();
  }),
};
