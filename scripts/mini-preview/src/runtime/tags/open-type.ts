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

const ACTIONS: Record<string, (button: Tag) => void | Promise<void>> = {
  share(button) {
    const target = { id: button.id, dataset: { ...button.dataset } };
    void shareSheet(currentPage(), { from: 'button', target });
  },
  async contact(button) {
    await showModal({ title: '客服会话', content: '在微信中，这里会打开客服会话。', showCancel: false });
    button.emit('contact', { errMsg: 'enterContact:ok', path: button.text('send-message-path'), query: {} });
  },
  async feedback() {
    await showModal({ title: '意见反馈', content: '在微信中，这里会打开反馈页面。', showCancel: false });
  },
  async getPhoneNumber(button) {
    const { confirm } = await showModal({
      title: '申请获取你的手机号',
      content: '138****0000',
      confirmText: '允许',
      cancelText: '拒绝',
    });
    button.emit(
      'getphonenumber',
      confirm
        ? { errMsg: 'getPhoneNumber:ok', code: `preview-phone-${Date.now().toString(36)}` }
        : { errMsg: 'getPhoneNumber:fail user deny' },
    );
  },
  async chooseAvatar(button) {
    const [file] = await pickFiles('image/*', false);
    if (file) button.emit('chooseavatar', { avatarUrl: URL.createObjectURL(file) });
  },
  openSetting(button) {
    button.emit('opensetting', { errMsg: 'openSetting:ok', authSetting: {} });
  },
  agreePrivacyAuthorization(button) {
    button.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  },
};
