import { asyncApi } from '../api/api.js';
import { onlyInWechat, saysOnlyInWechat } from './only-in-wechat.js';

const nothing = () => undefined;

/** What needs WeChat itself: a browser says so. */
export const loginApi = {
  login: onlyInWechat('login'),
  checkSession: onlyInWechat('checkSession'),
  getUserProfile: onlyInWechat('getUserProfile'),
  getUserInfo: onlyInWechat('getUserInfo'),
  chooseAddress: saysOnlyInWechat('chooseAddress'),
  requestSubscribeMessage: asyncApi('requestSubscribeMessage', ({ tmplIds = [] }: { tmplIds?: string[] }) =>
    Object.fromEntries(tmplIds.map((id) => [id, 'reject'])),
  ),
  getSetting: asyncApi('getSetting', () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: false } })),
  authorize: asyncApi('authorize', nothing),
  openSetting: asyncApi('openSetting', () => ({ authSetting: {} })),
  getPrivacySetting: asyncApi('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
  requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', nothing),
  showShareMenu: asyncApi('showShareMenu', nothing),
  hideShareMenu: asyncApi('hideShareMenu', nothing),
  updateShareMenu: asyncApi('updateShareMenu', nothing),
};
