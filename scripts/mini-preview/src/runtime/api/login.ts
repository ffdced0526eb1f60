import { asyncApi } from './api.js';

export const loginApi = {
  login: asyncApi('login', () => ({ code: `preview-code-${Date.now().toString(36)}` })),
  checkSession: asyncApi('checkSession', () => undefined),
  getSetting: asyncApi('getSetting', () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true } })),
  authorize: asyncApi('authorize', () => undefined),
  openSetting: asyncApi('openSetting', () => ({ authSetting: {} })),
  showShareMenu: asyncApi('showShareMenu', () => undefined),
  hideShareMenu: asyncApi('hideShareMenu', () => undefined),
  updateShareMenu: asyncApi('updateShareMenu', () => undefined),
};
