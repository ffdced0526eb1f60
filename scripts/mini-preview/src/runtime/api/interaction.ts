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
  enableAlertBeforeUnload: asyncApi('enableAlertBeforeUnload', () => undefined),
  disableAlertBeforeUnload: asyncApi('disableAlertBeforeUnload', () => undefined),
};
