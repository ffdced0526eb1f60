import { asyncApi } from '../api/api.js';
import { saysOnlyInWechat } from './only-in-wechat.js';

/** Numbers are handed to the device's own programs, which ask before they do anything; its contacts are not for pages. */
export const telephoneApi = {
  makePhoneCall: asyncApi('makePhoneCall', ({ phoneNumber }: { phoneNumber: string }) => {
    location.assign(`tel:${encodeURIComponent(phoneNumber)}`);
  }),
  sendSms: asyncApi('sendSms', ({ phoneNumber = '', content = '' }: { phoneNumber?: string; content?: string }) => {
    location.assign(`sms:${encodeURIComponent(phoneNumber)}?body=${encodeURIComponent(content)}`);
  }),
  addPhoneContact: saysOnlyInWechat('addPhoneContact'),
  chooseContact: saysOnlyInWechat('chooseContact'),
};
