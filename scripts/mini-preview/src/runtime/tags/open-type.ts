import { currentPage } from '../page/current.js';
import { fault } from '../ui/faults.js';
import { showModal } from '../ui/modal.js';
import { pickFiles } from '../ui/pick-files.js';
import { shareSheet } from '../ui/share-sheet.js';
import type { Tag } from './tag.js';

/** What WeChat does when a button with an `open-type` is tapped. */
export function pressOpenType(button: Tag, openType: string): void {
  const act = ACTIONS[openType];
  if (act) void act(button);
  else fault(`<button open-type="${openType}"> is not supported by the preview`);
}

const code = (kind: string) => `preview-${kind}-${Date.now().toString(36)}`;

async function askForPhone(button: Tag, event: string, name: string): Promise<void> {
  const { confirm } = await showModal({
    title: '申请获取你的手机号',
    content: '138****0000',
    confirmText: '允许',
    cancelText: '拒绝',
  });
  button.emit(event, confirm ? { errMsg: `${name}:ok`, code: code('phone') } : { errMsg: `${name}:fail user deny` });
}

const ACTIONS: Record<string, (button: Tag) => void | Promise<void>> = {
  share(button) {
    const target = { id: button.id, dataset: { ...button.node?.dataset } };
    void shareSheet(currentPage(), { from: 'button', target });
  },
  async contact(button) {
    const card = button.flag('show-message-card')
      ? `\n可发送：${button.text('send-message-title', '本页')} ${button.text('send-message-img')}`
      : '';
    const from = button.text('session-from') ? `\n会话来源：${button.text('session-from')}` : '';
    await showModal({
      title: '客服会话',
      content: `在微信中，这里会打开客服会话。${from}${card}`,
      showCancel: false,
    });
    const path = button.text('send-message-path');
    button.emit('contact', { errMsg: 'enterContact:ok', path: path.split('?')[0] ?? '', query: {} });
  },
  async feedback() {
    await showModal({ title: '意见反馈', content: '在微信中，这里会打开反馈页面。', showCancel: false });
  },
  getPhoneNumber: (button) => askForPhone(button, 'getphonenumber', 'getPhoneNumber'),
  getRealtimePhoneNumber: (button) => askForPhone(button, 'getrealtimephonenumber', 'getRealtimePhoneNumber'),
  getUserInfo(button) {
    const userInfo = { nickName: '微信用户', avatarUrl: '', gender: 0, language: button.text('lang', 'en') };
    button.emit('getuserinfo', {
      errMsg: 'getUserInfo:ok',
      userInfo,
      rawData: JSON.stringify(userInfo),
      signature: '',
    });
  },
  async chooseAvatar(button) {
    const [file] = await pickFiles('image/*', false);
    if (file) button.emit('chooseavatar', { avatarUrl: URL.createObjectURL(file) });
    else button.emit('error', { errMsg: 'chooseAvatar:fail cancel' });
  },
  async launchApp(button) {
    const content = `打开 App 的参数：${button.text('app-parameter') || '无'}`;
    const { confirm } = await showModal({ title: '打开 App', content, confirmText: '打开' });
    if (confirm) button.emit('launchapp', { errMsg: 'launchApp:ok' });
    else button.emit('error', { errMsg: 'launchApp:fail cancel' });
  },
  async openSetting(button) {
    await showModal({ title: '设置', content: '在微信中，这里会打开授权设置。', showCancel: false });
    button.emit('opensetting', { errMsg: 'openSetting:ok', authSetting: {} });
  },
  agreePrivacyAuthorization(button) {
    button.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  },
};
