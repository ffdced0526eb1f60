import { httpDoor } from '../http-door.js';

export const httpPayNotify = httpDoor({
  name: 'http-pay-notify',
  title: '微信支付回调',
  path: '/pay/wechat/notify',
  uses: ['wechat-pay'],
  // The relay of the events that the payment makes is the last.
  budget: { roundTrips: 5, bundleKb: 2400 },
});
