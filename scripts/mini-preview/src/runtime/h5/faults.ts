import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { tellApp } from '../api/app-events.js';
import { showToast } from '../ui/toast.js';

/** A person is not told of every fault of a page that fails again and again. */
const QUIET_MS = 10_000;

/** What nobody caught goes to the app and to the console; the person is told in a few words. */
export function showFaults(): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (message: string) => {
    tellApp('Error', message);
    if (performance.now() - toldAt < QUIET_MS) return;
    toldAt = performance.now();
    showToast({ title: '页面出了点问题，请重试', icon: 'none' });
  };
  window.addEventListener('error', ({ message }) => message && tell(message));
  glassEasel.addGlobalErrorListener((error) => {
    console.error(error);
    tell(error instanceof Error ? error.message : String(error));
    return true;
  });
}

/** Notes what an H5 site lacks. */
export function fault(message: string): void {
  console.error(message);
}
