import { showModal } from '../ui/modal.js';
import { asyncApi } from './api.js';
import { needConsent } from './consent.js';

/** The telephone and its contacts, as far as a screen can show them. */
export const telephoneApi = {
  makePhoneCall: asyncApi('makePhoneCall', async ({ phoneNumber }: { phoneNumber: string }) => {
    const { confirm } = await showModal({ title: '拨打电话', content: phoneNumber, confirmText: '呼叫' });
    if (!confirm) throw new Error('cancel');
  }),
  sendSms: asyncApi(
    'sendSms',
    async ({ phoneNumber = '', content = '' }: { phoneNumber?: string; content?: string }) => {
      const { confirm } = await showModal({
        title: '发送短信',
        content: `${phoneNumber}\n${content}`,
        confirmText: '发送',
      });
      if (!confirm) throw new Error('cancel');
    },
  ),
  addPhoneContact: asyncApi(
    'addPhoneContact',
    async ({ firstName, mobilePhoneNumber = '' }: { firstName: string; mobilePhoneNumber?: string }) => {
      if (!firstName) throw new Error('parameter error: parameter.firstName should be a non-empty String');
      await needConsent('scope.addPhoneContact');
      const { confirm } = await showModal({ title: '添加到联系人', content: `${firstName} ${mobilePhoneNumber}` });
      if (!confirm) throw new Error('cancel');
    },
  ),
  chooseContact: asyncApi('chooseContact', async () => {
    const { confirm } = await showModal({ title: '选择联系人', content: '王小明 13800000000', confirmText: '选择' });
    if (!confirm) throw new Error('cancel');
    return { phoneNumber: '13800000000', displayName: '王小明', phoneNumberList: ['13800000000'] };
  }),
};
