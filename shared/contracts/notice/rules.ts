import * as z from 'zod';
import { rule } from '../setting.js';
import { NoticeKind } from './notice.js';

const hour = z.int().min(0).max(23);

export const noticeQuietFrom = rule('notice.quietFrom', {
  title: '免打扰开始（北京时间）',
  unit: '点',
  schema: hour,
  default: 22,
});

export const noticeQuietUntil = rule('notice.quietUntil', {
  title: '免打扰结束（北京时间），与开始相同则不设免打扰',
  unit: '点',
  schema: hour,
  default: 8,
});

export const noticeSmsPerDay = rule('notice.smsPerDay', {
  title: '每位用户每天最多通知短信',
  unit: '条',
  schema: z.int().min(0).max(20),
  default: 3,
});

/** What was chosen from WeChat's library of templates: its id, and which of its keywords holds which of our fields. */
const WechatTemplate = z.strictObject({
  templateId: z.string().regex(/^[\w-]{4,64}$/, '应为订阅消息模板 ID'),
  keywords: z.record(z.string().regex(/^[a-z]{1,20}$/), z.string().regex(/^[a-z_]{1,20}\d{1,3}$/, '应为 thing1 之类')),
});

export const noticeWechatTemplates = rule('notice.wechatTemplates', {
  title: '订阅消息模板',
  schema: z.partialRecord(NoticeKind, WechatTemplate),
  default: {},
});

export const noticeSmsTemplates = rule('notice.smsTemplates', {
  title: '短信模板 ID',
  schema: z.partialRecord(NoticeKind, z.string().regex(/^\d{4,12}$/, '应为短信模板 ID')),
  default: {},
});

export const noticeEmailTemplates = rule('notice.emailTemplates', {
  title: '邮件模板 ID，模板变量为 title 与 text',
  schema: z.partialRecord(NoticeKind, z.string().regex(/^\d{1,12}$/, '应为邮件模板 ID')),
  default: {},
});

export const noticeSettings = [
  noticeQuietFrom,
  noticeQuietUntil,
  noticeSmsPerDay,
  noticeWechatTemplates,
  noticeSmsTemplates,
  noticeEmailTemplates,
] as const;
