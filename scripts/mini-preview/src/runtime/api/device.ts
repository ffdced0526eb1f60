import { showModal } from '../ui/modal.js';
import { showToast } from '../ui/toast.js';
import { asyncApi } from './api.js';

let clipboard = '';

export const deviceApi = {
  setClipboardData: asyncApi('setClipboardData', async ({ data }: { data: string }) => {
    clipboard = data;
    await navigator.clipboard?.writeText(data).catch(() => undefined);
    showToast({ title: '内容已复制' });
  }),
  getClipboardData: asyncApi('getClipboardData', () => ({ data: clipboard })),
  vibrateShort: asyncApi('vibrateShort', () => void navigator.vibrate?.(15)),
  vibrateLong: asyncApi('vibrateLong', () => void navigator.vibrate?.(400)),
  makePhoneCall: asyncApi('makePhoneCall', async ({ phoneNumber }: { phoneNumber: string }) => {
    const { confirm } = await showModal({ title: '拨打电话', content: phoneNumber, confirmText: '呼叫' });
    if (!confirm) throw new Error('cancel');
  }),
  hideKeyboard: asyncApi('hideKeyboard', () => {
    const active = document.activeElement as HTMLElement | null;
    ((active?.shadowRoot?.activeElement as HTMLElement | null) ?? active)?.blur();
  }),
};
