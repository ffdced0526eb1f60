import { httpDoor } from '../http-door.js';

export const httpPayNotify = httpDoor({
  name: 'http-pay-notify',
  title: '微信支付回调',
  path: '/pay/wechat/notify',
  uses: ['wechat-pay'],
  budget: { roundTrips: 4, bundleKb: 2400 },
});
