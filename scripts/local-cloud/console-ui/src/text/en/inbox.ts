import type { inbox as zh } from '../zh/inbox.js';

export const inbox = {
  allKinds: 'All kinds',
  clearInbox: 'Empty the inbox',
  clearInboxQuestion: 'Empty the inbox of this environment? This cannot be undone.',
  clearSms: 'Clear messages',
  clearSmsQuestion: 'Clear the short messages of all environments? They cannot be brought back.',
  content: 'Content',
  filterPhone: 'Filter by phone (+86…)',
  inboxEmpty: 'Nothing yet. Subscribe messages, content checks and mini-program codes appear here.',
  kind_mediaCheck: 'Media check',
  kind_msgSecCheck: 'Text check',
  kind_push: 'Push',
  kind_shipping: 'Shipping',
  kind_subscribeMessage: 'Subscribe message',
  kind_wxacode: 'Mini-program code',
  noSms: 'No short messages yet. What functions send through Tencent Cloud SMS shows up here.',
  phone: 'Phone',
  signature: 'Signature',
  sms: 'Short messages',
  smsParams: 'Parameters',
  smsTemplate: 'Template',
} satisfies Record<keyof typeof zh, string>;
