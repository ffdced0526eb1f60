import { currentPage, type PageView, theStack } from '../page/current.js';
import { resourceUrl } from '../resource.js';
import { showSheet } from '../ui/action-sheet.js';
import { type ModalOptions, showModal } from '../ui/modal.js';
import { hideToast, showToast, type ToastOptions } from '../ui/toast.js';
import { asyncApi } from './api.js';

interface SheetOptions {
  itemList: string[];
  alertText?: string;
  itemColor?: string;
}

const asking = new WeakMap<PageView, () => boolean>();

/** Has the way back from the current page ask first; undefined lets it go again. */
function askBefore(message: string | undefined): void {
  const page = currentPage();
  if (!page) return;
  const before = asking.get(page);
  if (before) page.backGuards.delete(before);
  if (message === undefined) return;
  const guard = () => {
    void showModal({ content: message }).then(({ confirm }) => {
      if (!confirm) return;
      page.backGuards.delete(guard);
      void theStack().navigateBack();
    });
    return true;
  };
  asking.set(page, guard);
  page.backGuards.add(guard);
}

export const interactionApi = {
  showToast: asyncApi('showToast', (options: ToastOptions) =>
    showToast({ ...options, ...(options.image && { image: resourceUrl(options.image, '') }) }),
  ),
  hideToast: asyncApi('hideToast', hideToast),
  showLoading: asyncApi('showLoading', (options: ToastOptions) => showToast(options, true)),
  hideLoading: asyncApi('hideLoading', hideToast),
  showModal: asyncApi('showModal', async (options: ModalOptions) => ({ ...(await showModal(options)) })),
  showActionSheet: asyncApi('showActionSheet', async ({ itemList, alertText, itemColor }: SheetOptions) => {
    if (itemList.length === 0 || itemList.length > 6) throw new Error('parameter.itemList should have 1 to 6 items');
    const tapIndex = await showSheet(itemList, alertText, itemColor);
    if (tapIndex === undefined) throw new Error('cancel');
    return { tapIndex };
  }),
  enableAlertBeforeUnload: asyncApi('enableAlertBeforeUnload', ({ message }: { message: string }) =>
    askBefore(message),
  ),
  disableAlertBeforeUnload: asyncApi('disableAlertBeforeUnload', () => askBefore(undefined)),
};
