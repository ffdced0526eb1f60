import { contract } from '../contract.js';
import { Preference } from './notice.js';

export const noticePrefer = contract({
  name: 'notice-prefer',
  title: '修改通知设置',
  access: 'member',
  input: Preference,
  output: Preference,
  budget: { roundTrips: 2 },
});
