import { toApiError } from '../../../api/api-error';
import { api } from '../../../api/client.generated';
import { ask } from '../../../feedback/ask';

/** Asks once, and withdraws. @returns whether it cannot be opened any more; why not is told to `say` */
export async function withdrawShare(page: object, shareId: string, say: (message: string) => void): Promise<boolean> {
  const content = '链接与海报上的码立刻失效，不能恢复';
  if (!(await ask(page, { title: '撤回这份分享？', content, yes: '撤回' }))) return false;
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
