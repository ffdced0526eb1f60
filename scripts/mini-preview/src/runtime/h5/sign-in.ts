import { el } from '../ui/el.js';
import { openLayer } from '../ui/layer.js';
import { showToast } from '../ui/toast.js';
import { button, type Field, field, identifierField } from './fields.js';
import { type Answer, callAction } from './http-api.js';
import { keepSession, type Session } from './session.js';
import { h5 } from './settings.js';

/** The ticket of the code that was sent last: it goes back with the code. */
interface SentCode {
  ticket?: string;
}

type Way = 'code' | 'password' | 'reset';

/** What the three ways differ in. */
const WAYS: Record<Way, { title: string; action: string; purpose?: string; submit: string }> = {
  code: { title: '验证码登录', action: 'auth-login-by-code', purpose: 'login', submit: '登录' },
  password: { title: '密码登录', action: 'auth-login', submit: '登录' },
  reset: { title: '重设密码', action: 'auth-reset-password', purpose: 'reset-password', submit: '重设并登录' },
};

let asked: Promise<boolean> | undefined;

/** Asks the person to sign in; one question at a time. @returns whether somebody has signed in */
export function askToSignIn(): Promise<boolean> {
  asked ??= showSignIn().finally(() => {
    asked = undefined;
  });
  return asked;
}

function showSignIn(): Promise<boolean> {
  return new Promise((resolve) => {
    const before = document.activeElement as HTMLElement | null;
    const card = el('section', { class: 'h5-sign-in', role: 'dialog', 'aria-modal': 'true', 'aria-label': '登录' });
    const layer = openLayer('mp-mask', card);
    const finish = (done: boolean) => {
      layer.remove();
      before?.focus?.();
      resolve(done);
    };
    layer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') finish(false);
    });
    const show = (way: Way, identifier = '') => {
      const form = signInForm(way, identifier, finish, show);
      const close = button('×', () => finish(false), { class: 'h5-close', 'aria-label': '暂不登录' });
      card.replaceChildren(close, el('h2', {}, h5.title), form);
      card.querySelector('input')?.focus({ preventScroll: true });
    };
    show('code');
  });
}

function signInForm(
  way: Way,
  typed: string,
  finish: (done: boolean) => void,
  show: (way: Way, identifier: string) => void,
): HTMLFormElement {
  const { title, action, purpose, submit } = WAYS[way];
  const identifier = identifierField(typed);
  const sent: SentCode = {};
  const code = purpose ? codeField(identifier, purpose, sent) : undefined;
  const password = way === 'code' ? undefined : passwordField(way);
  const error = el('p', { class: 'h5-error', role: 'alert' });
  const send = el('button', { type: 'submit', class: 'h5-primary' }, submit);
  const others = (Object.keys(WAYS) as Way[])
    .filter((other) => other !== way)
    .map((other) => button(WAYS[other].title, () => show(other, identifier.value)));
  const hint = way === 'code' ? '未注册的手机号或邮箱将自动创建账号' : '';
  const form = el('form', { novalidate: true }, el('h3', {}, title), identifier.element);
  for (const one of [code, password]) if (one) form.append(one.element);
  form.append(error, send, el('p', { class: 'h5-hint' }, hint), el('nav', {}, ...others));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    error.textContent = '';
    const fields = [identifier, code, password].filter((one): one is Field => one !== undefined);
    if (!fields.map((one) => one.check()).every(Boolean)) return;
    send.disabled = true;
    try {
      const input = { ...Object.fromEntries(fields.map(({ name, value }) => [name, value])), ...sent };
      await submitSignIn(way, action, input);
      finish(true);
    } catch (reason) {
      error.textContent = (reason as Error).message;
    } finally {
      send.disabled = false;
    }
  });
  return form;
}

/** @throws Error with the words for the person */
async function submitSignIn(way: Way, action: string, input: Record<string, string>): Promise<void> {
  const answer = await ask(action, input);
  const { identifier, password } = input;
  // A password that has just been set is good for signing in with.
  const given = way === 'reset' ? await ask('auth-login', { identifier, password }) : answer;
  keepSession({ ...(given as Session), identifier: identifier! });
  showToast({ title: '已登录' });
}

function passwordField(way: Way): Field {
  const isNew = way === 'reset';
  return field({
    name: 'password',
    label: isNew ? '新密码' : '密码',
    type: 'password',
    autocomplete: isNew ? 'new-password' : 'current-password',
    wrong: (value) => (value.length < (isNew ? 8 : 1) ? (isNew ? '密码至少 8 位' : '请输入密码') : undefined),
  });
}

/** A code, and the button that has it sent: once a minute, as the server says. */
function codeField(identifier: Field, purpose: string, sent: SentCode): Field {
  const code = field({
    name: 'code',
    label: '验证码',
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '6',
    wrong(value) {
      if (sent.ticket === undefined) return '请先获取验证码';
      return /^\d{6}$/.test(value) ? undefined : '请输入 6 位验证码';
    },
  });
  const send = button('获取验证码', async () => {
    if (!identifier.check()) return;
    send.disabled = true;
    try {
      const given = (await ask('auth-send-code', { identifier: identifier.value, purpose })) as {
        ticket: string;
        nextInSeconds: number;
      };
      sent.ticket = given.ticket;
      countDown(send, given.nextInSeconds);
    } catch (reason) {
      code.complain((reason as Error).message);
      send.disabled = false;
    }
  });
  code.element.append(send);
  return code;
}

function countDown(target: HTMLButtonElement, seconds: number): void {
  if (seconds <= 0 || !target.isConnected) {
    target.disabled = false;
    target.textContent = '重新获取';
    return;
  }
  target.textContent = `${seconds} 秒后可重发`;
  setTimeout(() => countDown(target, seconds - 1), 1000);
}

/** @throws Error with the words for the person */
async function ask(action: string, input: Record<string, string | undefined>): Promise<unknown> {
  let answer: Answer;
  try {
    answer = await callAction(action, input);
  } catch {
    throw new Error('网络不稳定，请稍后重试');
  }
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data;
}
