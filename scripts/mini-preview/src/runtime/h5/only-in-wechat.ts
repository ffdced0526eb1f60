import { asyncApi } from '../api/api.js';
import { showToast } from '../ui/toast.js';

const WORDS = '请在微信小程序中使用';

/** An API that needs WeChat itself: it fails, and says where it works. */
export const onlyInWechat = (name: string) =>
  asyncApi(name, () => {
    throw new Error(WORDS);
  });

/** The same for what somebody has just asked for, who is told as well. */
export const saysOnlyInWechat = (name: string) =>
  asyncApi(name, () => {
    sayOnlyInWechat();
    throw new Error(WORDS);
  });

export function sayOnlyInWechat(): void {
  showToast({ title: WORDS, icon: 'none' });
}

/** What the event of a tag says instead. */
export const failedWithoutWechat = (name: string) => ({ errMsg: `${name}:fail ${WORDS}` });
