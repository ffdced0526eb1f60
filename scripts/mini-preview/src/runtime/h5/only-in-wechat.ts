import { asyncApi } from '../api/api.js';

const WORDS = '请在微信小程序中使用';

/** An API that needs WeChat itself: it fails, and says where it works. */
export const onlyInWechat = (name: string) =>
  asyncApi(name, () => {
    throw new Error(WORDS);
  });

/** What the event of a tag says instead. */
export const failedWithoutWechat = (name: string) => ({ errMsg: `${name}:fail ${WORDS}` });
