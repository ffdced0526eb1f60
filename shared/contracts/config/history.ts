import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { ConfigChangeView } from './config.js';

export const configHistory = contract({
  name: 'config-history',
  title: '设置修改记录',
  access: 'config.read',
  input: z.strictObject({ ...page }),
  output: pageOf(ConfigChangeView),
  budget: { roundTrips: 4 },
});
