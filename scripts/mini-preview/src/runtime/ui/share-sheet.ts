import type { PageView } from '../page/page-view.js';
import { el } from './el.js';
import { showModal } from './modal.js';

interface ShareMessage {
  title?: string;
  path?: string;
  imageUrl?: string;
  promise?: Promise<ShareMessage>;
}

/** Asks the page what it shares, as WeChat does, and shows the card that a friend would get. */
export async function shareSheet(page: PageView | undefined, event: Record<string, unknown>): Promise<void> {
  if (!page) return;
  const answer = (page.call('onShareAppMessage', event) ?? {}) as ShareMessage;
  const message = { ...answer, ...(answer.promise && (await answer.promise)) };
  const path = message.path ?? page.href;
  const { confirm } = await showModal({
    title: '发送给朋友',
    content: `${message.title ?? page.navigationBar.title}\n${path}`,
    confirmText: '复制链接',
  });
  if (confirm) {
    const link = new URL(`#${path.startsWith('/') ? path : `/${path}`}`, document.baseURI).href;
    const area = el('textarea');
    area.value = link;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
