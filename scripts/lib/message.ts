/** What the adapters of short messages and e-mail are set up with in the local cloud, whose outboxes show what was sent. */
export function messageVariables(title: string): Record<string, string> {
  return {
    SMS_SECRET_ID: 'local',
    SMS_SECRET_KEY: 'local',
    SMS_SDK_APP_ID: '1400000000',
    SMS_SIGN: title,
    SMS_CODE_TEMPLATE: '1000001',
    SES_SECRET_ID: 'local',
    SES_SECRET_KEY: 'local',
    SES_FROM: `${title} <no-reply@mail.example.com>`,
    SES_CODE_TEMPLATE: '2001',
  };
}
