import * as z from 'zod';
import { contract } from '../contract.js';

export const fileChecked = contract({
  name: 'file-checked',
  title: '接收内容安全检查结果',
  /** WeChat's push has no proof of its own: the id of the check, which nobody else is told, is the proof. */
  access: 'guest',
  input: z.looseObject({
    MsgType: z.literal('event'),
    Event: z.literal('wxa_media_check'),
    trace_id: z.string().min(8).max(100),
    errcode: z.int().optional(),
    result: z.looseObject({ suggest: z.enum(['pass', 'review', 'risky']) }).optional(),
  }),
  output: z.strictObject({}),
  budget: { roundTrips: 2 },
});
