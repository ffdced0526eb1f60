import { theApp } from '../source.js';
import { showModal } from '../ui/modal.js';

/** Scope → what WeChat asks for it. */
const QUESTIONS: Record<string, string> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.userFuzzyLocation': '获取你的模糊位置信息',
  'scope.userLocationBackground': '在后台获取你的位置信息',
  'scope.record': '使用你的麦克风',
  'scope.camera': '使用你的摄像头',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.addPhoneContact': '添加到联系人',
  'scope.addPhoneCalendar': '添加到日历',
  'scope.bluetooth': '使用蓝牙',
  'scope.werun': '获取你的微信运动步数',
};

/** Scopes that need no answer any more. */
const FREE = new Set(['scope.userInfo', 'scope.address', 'scope.invoiceTitle', 'scope.invoice']);

type Answers = Record<string, boolean>;

const key = () => `mp-consent:${theApp().app}`;

/** What the person has answered so far, by scope. */
export function consents(): Answers {
  return JSON.parse(localStorage.getItem(key()) ?? '{}') as Answers;
}

export function setConsent(scope: string, allowed: boolean): void {
  localStorage.setItem(key(), JSON.stringify({ ...consents(), [scope]: allowed }));
}

/**
 * Asks for a scope the first time, and goes by the answer from then on, as WeChat does.
 * @throws Error `auth deny` when the person does not want it
 */
export async function needConsent(scope: string): Promise<void> {
  if (FREE.has(scope)) return;
  const question = QUESTIONS[scope];
  if (!question) throw new Error(`invalid scope ${scope}`);
  let allowed = consents()[scope];
  if (allowed === undefined) {
    const answer = await showModal({ title: `申请${question}`, content: '', confirmText: '允许', cancelText: '拒绝' });
    allowed = answer.confirm;
    setConsent(scope, allowed);
  }
  if (!allowed) throw new Error('auth deny');
}

/** The page of settings: every scope that was asked for, to be changed one after the other. */
export async function changeConsents(): Promise<Answers> {
  for (const [scope, allowed] of Object.entries(consents())) {
    const content = `${QUESTIONS[scope] ?? scope}：现在${allowed ? '允许' : '拒绝'}`;
    const options = { title: '设置', content, confirmText: '允许', cancelText: '拒绝' };
    setConsent(scope, (await showModal(options)).confirm);
  }
  return consents();
}
