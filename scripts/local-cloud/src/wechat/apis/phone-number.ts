import { type OpenApi, text, WechatError } from '../api.js';
import { redeemCode } from '../codes.js';

export const PHONE_APIS: OpenApi[] = [
  {
    name: 'phonenumber.getPhoneNumber',
    path: '/wxa/business/getuserphonenumber',
    perMinute: 60_000,
    run({ account, data }) {
      const { openid, data: phone_info } = redeemCode(account, 'phone', text(data, 'code', 40029));
      if (data.openid !== undefined && data.openid !== openid) throw new WechatError(40029, 'invalid code');
      return { json: { errcode: 0, errmsg: 'ok', phone_info } };
    },
  },
];
