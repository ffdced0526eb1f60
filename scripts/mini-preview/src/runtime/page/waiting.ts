import { showModal } from '../ui/modal.js';
import { hideToast, showToast } from '../ui/toast.js';

/** Shorter waits are not worth a word. */
const SAY_AFTER_MS = 300;

/** Says that a page is on its way when that takes a while. */
export async function whileWaiting<T>(work: Promise<T>): Promise<T> {
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    showToast({ title: '加载中' }, true);
  }, SAY_AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (said) hideToast();
  }
}

/** A page did not come: there is no network, or the site has been replaced by a newer one since it was opened. */
export async function offerReload(error: Error): Promise<void> {
  console.error(error);
  const { confirm } = await showModal({ content: '页面加载失败，请检查网络后重试', confirmText: '重新加载' });
  if (confirm) location.reload();
}
