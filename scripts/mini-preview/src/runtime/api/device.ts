import { asyncApi } from './api.js';

let clipboard = '';

export const deviceApi = {
  setClipboardData: asyncApi('setClipboardData', async ({ data }: { data: string }) => {
    clipboard = data;
    await navigator.clipboard?.writeText(data).catch(() => undefined);
    (globalThis as unknown as { wx: { showToast(o: object): void } }).wx.showToast({
      title: '内容已复制',
      icon: 'success',
    });
  }),
  getClipboardData: asyncApi('getClipboardData', () => ({ data: clipboard })),
  vibrateShort: asyncApi('vibrateShort', () => void navigator.vibrate?.(15)),
  vibrateLong: asyncApi('vibrateLong', () => void navigator.vibrate?.(400)),
  makePhoneCall: asyncApi('makePhoneCall', ({ phoneNumber }: { phoneNumber: string }) => {
    console.info(`[mini-preview] makePhoneCall ${phoneNumber}`);
  }),
  hideKeyboard: asyncApi('hideKeyboard', () => {
    const active = document.activeElement as HTMLElement | null;
    ((active?.shadowRoot?.activeElement as HTMLElement | null) ?? active)?.blur();
  }),
};
