import Dialog from 'tdesign-miniprogram/dialog/index';
import { toApiError } from '../../../api/api-error';
import { api } from '../../../api/client.generated';

/** Asks once, and withdraws. @returns whether it cannot be opened any more; why not is told to `say` */
export async function withdrawShare(page: object, shareId: string, say: (message: string) => void): Promise<boolean> {
  try {
    await Dialog.confirm({
      ...{ context: page as never, selector: '#dialog', title: '撤回这份分享？' },
      ...{ content: '链接与海报上的码立刻失效，不能恢复', confirmBtn: '撤回', cancelBtn: '再想想' },
    });
  } catch {
    return false;
  }
  try {
    await api.share.withdraw({ shareId });
    return true;
  } catch (thrown) {
    const { code, message } = toApiError(thrown);
    if (code === 'SHARE_NOT_FOUND') return true;
    say(message);
    return false;
  }
}
