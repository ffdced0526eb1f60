import { el } from '../ui/el.js';
import { showModal } from '../ui/modal.js';
import { asyncApi } from './api.js';
import { needConsent } from './consent.js';
import { readTemporary } from './temporary-files.js';

/** Saves a file as the browser saves downloads. */
async function save(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await readTemporary(path));
  const link = el('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function saveToAlbum(path: string, name: string): Promise<void> {
  await needConsent('scope.writePhotosAlbum');
  await save(path, name);
}

export const saveApi = {
  saveImageToPhotosAlbum: asyncApi('saveImageToPhotosAlbum', ({ filePath }: { filePath: string }) =>
    saveToAlbum(filePath, 'image'),
  ),
  saveVideoToPhotosAlbum: asyncApi('saveVideoToPhotosAlbum', ({ filePath }: { filePath: string }) =>
    saveToAlbum(filePath, 'video'),
  ),
  openDocument: asyncApi('openDocument', ({ filePath }: { filePath: string }) => save(filePath, 'document')),
  shareFileMessage: asyncApi(
    'shareFileMessage',
    ({ filePath, fileName = 'file' }: { filePath: string; fileName?: string }) => save(filePath, fileName),
  ),
  navigateToMiniProgram: asyncApi(
    'navigateToMiniProgram',
    async ({ appId, path = '' }: { appId: string; path?: string }) => {
      const { confirm } = await showModal({
        title: '即将打开其他小程序',
        content: `${appId}\n${path}`,
        confirmText: '允许',
      });
      if (!confirm) throw new Error('cancel');
    },
  ),
};
