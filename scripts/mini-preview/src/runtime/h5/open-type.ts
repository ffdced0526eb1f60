import { currentPage } from '../page/current.js';
import type { Tag } from '../tags/tag.js';
import { pickFiles } from '../ui/pick-files.js';
import { shareSheet } from '../ui/share-sheet.js';
import { failedWithoutWechat, sayOnlyInWechat } from './only-in-wechat.js';

/** What a button with an `open-type` can do outside of WeChat; the event of all others says that it failed. */
export function pressOpenType(button: Tag, openType: string): void {
  if (openType === 'share') {
    const target = { id: button.id, dataset: { ...button.node?.dataset } };
    void shareSheet(currentPage(), { from: 'button', target });
  } else if (openType === 'chooseAvatar') void chooseAvatar(button);
  else {
    sayOnlyInWechat();
    button.emit(openType.toLowerCase(), failedWithoutWechat(openType));
  }
}

async function chooseAvatar(button: Tag): Promise<void> {
  const [file] = await pickFiles('image/*', false);
  if (file) button.emit('chooseavatar', { avatarUrl: URL.createObjectURL(file) });
  else button.emit('error', { errMsg: 'chooseAvatar:fail cancel' });
}
