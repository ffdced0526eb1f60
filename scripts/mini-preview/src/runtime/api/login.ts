import { currentPage } from '../page/current.js';
import { setShared } from '../page/menu.js';
import { showModal } from '../ui/modal.js';
import { asyncApi } from './api.js';
import { changeConsents, consents, needConsent } from './consent.js';

const PROFILE = {
  nickName: '微信用户',
  avatarUrl: '',
  gender: 0,
  country: '',
  province: '',
  city: '',
  language: 'zh_CN',
};

/** Asks as WeChat does; every template of the dialog gets the same answer. */
async function requestSubscribeMessage({ tmplIds }: { tmplIds: string[] }) {
  if (!tmplIds || tmplIds.length === 0 || tmplIds.length > 5) throw new Error('tmplIds should have 1 to 5 ids');
  const content = tmplIds.join('\n');
  const { confirm } = await showModal({ title: '申请发送以下消息', content, confirmText: '允许', cancelText: '拒绝' });
  return Object.fromEntries(tmplIds.map((id) => [id, confirm ? 'accept' : 'reject']));
}

async function chooseAddress() {
  const { confirm } = await showModal({
    title: '获取你的收货地址',
    content: '王小明 138****0000\n浙江省杭州市西湖区文一西路 1 号',
    confirmText: '允许',
    cancelText: '拒绝',
  });
  if (!confirm) throw new Error('cancel');
  return {
    userName: '王小明',
    telNumber: '13800000000',
    provinceName: '浙江省',
    cityName: '杭州市',
    countyName: '西湖区',
    streetName: '文新街道',
    detailInfo: '文一西路 1 号',
    detailInfoNew: '文一西路 1 号',
    postalCode: '310012',
    nationalCode: '330106',
  };
}

type Shares = ('shareAppMessage' | 'shareTimeline')[];

function share(change: Parameters<typeof setShared>[1]): void {
  const page = currentPage();
  if (page) setShared(page, change);
}

const nothing = () => undefined;

export const loginApi = {
  login: asyncApi('login', () => ({ code: `preview-code-${Date.now().toString(36)}` })),
  checkSession: asyncApi('checkSession', nothing),
  getUserProfile: asyncApi('getUserProfile', () => ({
    userInfo: PROFILE,
    rawData: JSON.stringify(PROFILE),
    signature: '',
  })),
  getUserInfo: asyncApi('getUserInfo', () => ({ userInfo: PROFILE, rawData: JSON.stringify(PROFILE), signature: '' })),
  requestSubscribeMessage: asyncApi('requestSubscribeMessage', requestSubscribeMessage),
  chooseAddress: asyncApi('chooseAddress', chooseAddress),
  getSetting: asyncApi('getSetting', () => ({ authSetting: consents(), subscriptionsSetting: { mainSwitch: true } })),
  authorize: asyncApi('authorize', ({ scope }: { scope: string }) => needConsent(scope)),
  openSetting: asyncApi('openSetting', async () => ({ authSetting: await changeConsents() })),
  canIUseGetUserProfile: false,
  checkIsAddedToMyMiniProgram: asyncApi('checkIsAddedToMyMiniProgram', () => ({ added: false })),
  openPrivacyContract: asyncApi('openPrivacyContract', async () => {
    await showModal({
      title: '隐私保护指引',
      content: '在微信中，这里会打开小程序的隐私保护指引。',
      showCancel: false,
    });
  }),
  getPrivacySetting: asyncApi('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
  requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', nothing),
  showShareMenu: asyncApi('showShareMenu', ({ menus = ['shareAppMessage'] }: { menus?: Shares }) =>
    share((shown) => {
      for (const menu of menus) shown.add(menu);
    }),
  ),
  hideShareMenu: asyncApi('hideShareMenu', ({ menus = ['shareAppMessage', 'shareTimeline'] }: { menus?: Shares }) =>
    share((shown) => {
      for (const menu of menus) shown.delete(menu);
    }),
  ),
  updateShareMenu: asyncApi('updateShareMenu', nothing),
};
