import { showSheet } from '../ui/action-sheet.js';
import { el } from '../ui/el.js';
import { showModal } from '../ui/modal.js';
import { callAction, signOut } from './http-api.js';
import { forgetSession, onSession, session } from './session.js';
import { askToSignIn } from './sign-in.js';

/** The way in and out, in a corner of every page. */
export function showAccount(): void {
  const corner = el('button', { class: 'h5-account', type: 'button' });
  const draw = () => {
    const member = session();
    corner.textContent = member ? '账号' : '登录';
    corner.setAttribute('aria-label', member ? `账号 ${masked(member.identifier)}` : '登录');
  };
  corner.addEventListener('click', () => void (session() ? offer() : askToSignIn().then(startAnew)));
  onSession(draw);
  draw();
  document.getElementById('mp-app')!.append(corner);
}

async function offer(): Promise<void> {
  const choice = await showSheet([`退出登录 ${masked(session()?.identifier)}`.trim(), '退出所有设备']);
  if (choice === 0) await signOut();
  if (choice === 1 && !(await signOutEverywhere())) return;
  if (choice === 0 || choice === 1) startAnew(true);
}

/** @returns whether it was done */
async function signOutEverywhere(): Promise<boolean> {
  const answer = await callAction('auth-logout-everywhere', {}).catch(() => undefined);
  if (answer?.ok) {
    forgetSession();
    return true;
  }
  await showModal({ content: answer?.error.message ?? '网络不稳定，请稍后重试', showCancel: false });
  return false;
}

/** Pages show what belongs to whoever was signed in when they were opened. */
function startAnew(changed: boolean): void {
  if (changed) location.reload();
}

/** Enough to be recognised by its owner, and no more. */
export function masked(identifier = ''): string {
  const at = identifier.indexOf('@');
  if (at > 0) return `${identifier.slice(0, Math.min(2, at))}***${identifier.slice(at)}`;
  return identifier.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2');
}
