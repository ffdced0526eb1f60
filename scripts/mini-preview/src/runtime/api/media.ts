import { currentPage } from '../page/current.js';
import { resourceUrl } from '../resource.js';
import { openPreview } from '../ui/image-preview.js';
import { pickFiles } from '../ui/pick-files.js';
import { asyncApi } from './api.js';
import { pictureApi } from './pictures.js';
import { keepTemporary } from './temporary-files.js';

interface ChooseOptions {
  count?: number;
  mediaType?: ('image' | 'video' | 'mix')[];
}

async function choose(accept: string, count: number): Promise<File[]> {
  const files = await pickFiles(accept, count > 1);
  if (files.length === 0) throw new Error('cancel');
  return files.slice(0, count);
}

async function chooseMedia({ count = 9, mediaType = ['image', 'video'] }: ChooseOptions) {
  const accept = mediaType.flatMap((type) => (type === 'mix' ? ['image/*', 'video/*'] : [`${type}/*`])).join(',');
  const tempFiles = (await choose(accept, count)).map((file) => ({
    tempFilePath: keepTemporary(file),
    size: file.size,
    fileType: file.type.startsWith('video/') ? 'video' : 'image',
  }));
  return { tempFiles, type: tempFiles.some((file) => file.fileType === 'video') ? 'video' : 'image' };
}

async function chooseVideo() {
  const [file] = await choose('video/*', 1);
  const tempFilePath = keepTemporary(file!);
  const { duration, width, height } = (await pictureApi.getVideoInfo({ src: tempFilePath })) as Record<string, unknown>;
  return { tempFilePath, size: file!.size, duration, width, height };
}

interface PreviewOptions {
  urls: string[];
  current?: string | number;
}

export const mediaApi = {
  chooseVideo: asyncApi('chooseVideo', chooseVideo),
  chooseMedia: asyncApi('chooseMedia', chooseMedia),
  chooseImage: asyncApi('chooseImage', async ({ count = 9 }: { count?: number }) => {
    const tempFiles = (await choose('image/*', count)).map((file) => ({ path: keepTemporary(file), size: file.size }));
    return { tempFiles, tempFilePaths: tempFiles.map((file) => file.path) };
  }),
  chooseMessageFile: asyncApi('chooseMessageFile', async ({ count = 9 }: { count?: number }) => {
    const tempFiles = (await choose('*/*', count)).map((file) => ({
      path: keepTemporary(file),
      size: file.size,
      name: file.name,
      type: 'file',
      time: file.lastModified / 1000,
    }));
    return { tempFiles };
  }),
  previewImage: asyncApi('previewImage', ({ urls, current }: PreviewOptions) => {
    const from = currentPage()?.path ?? '';
    const index = typeof current === 'number' ? current : Math.max(0, urls.indexOf(current ?? urls[0] ?? ''));
    openPreview(
      urls.map((url) => resourceUrl(url, from)),
      index,
    );
  }),
  previewMedia: asyncApi(
    'previewMedia',
    ({ sources, current = 0 }: { sources: { url: string }[]; current?: number }) => {
      const from = currentPage()?.path ?? '';
      openPreview(
        sources.map(({ url }) => resourceUrl(url, from)),
        current,
      );
    },
  ),
  getImageInfo: asyncApi('getImageInfo', async ({ src }: { src: string }) => {
    const image = new Image();
    image.src = resourceUrl(src, currentPage()?.path ?? '');
    await image.decode();
    return {
      width: image.naturalWidth,
      height: image.naturalHeight,
      path: image.src,
      orientation: 'up',
      type: 'unknown',
    };
  }),
};
