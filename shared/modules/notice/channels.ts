/** What came of sending: taken, refused for good, or to be tried again later. */
export type Outcome = { sent: true } | { sent: false; outcome: string; again: boolean };

/** What is to be sent, and with which template of the channel's own. */
export interface WechatMessage {
  openid: string;
  templateId: string;
  /** Values by keyword, in the form that each keyword takes. */
  values: Readonly<Record<string, string>>;
  page: string | null;
}

export interface ShortMessage {
  phone: string;
  templateId: string;
  params: readonly string[];
}

export interface EmailMessage {
  address: string;
  templateId: string;
  /** What the template is filled with. */
  variables: Readonly<Record<string, string>>;
}

/** The ways out. Each sends once and says what came of it; without an answer it throws, and nobody knows. */
export interface Channels {
  wechat(message: WechatMessage): Promise<Outcome>;
  /** Undefined where no short messages are set up. */
  sms: ((message: ShortMessage) => Promise<Outcome>) | undefined;
  /** Undefined where no e-mails are set up. */
  email: ((message: EmailMessage) => Promise<Outcome>) | undefined;
}
