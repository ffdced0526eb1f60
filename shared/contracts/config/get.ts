import * as z from 'zod';
import { contract } from '../contract.js';
import { ConfigVersion, SettingState } from './config.js';

export const configGet = contract({
  name: 'config-get',
  title: '查看业务规则与功能开关',
  access: 'config.read',
  input: z.strictObject({}),
  output: z.strictObject({ version: ConfigVersion, settings: z.array(SettingState) }),
  budget: { roundTrips: 3 },
});
