import { asyncApi } from './api.js';
import { keepTemporary, readTemporary } from './temporary-files.js';

interface Compress {
  src: string;
  /** 0 to 100. */
  quality?: number;
  compressedWidth?: number;
  compressedHeight?: number;
}

/** Makes a picture smaller; a side that is not given follows the other. */
async function compressImage({ src, quality = 80, compressedWidth, compressedHeight }: Compress) {
  if (quality < 0 || quality > 100) throw new Error('parameter error: parameter.quality should be 0 to 100');
  const picture = await createImageBitmap(await readTemporary(src));
  const ratio = picture.width / picture.height;
  const width = compressedWidth ?? (compressedHeight ? compressedHeight * ratio : picture.width);
  const height = compressedHeight ?? width / ratio;
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return { tempFilePath: keepTemporary(await canvas.convertToBlob({ type: 'image/jpeg', quality: quality / 100 })) };
}

/** Cuts the middle out of a picture, as WeChat's editor does before it is moved. */
async function cropImage({ src, cropScale = '1:1' }: { src: string; cropScale?: string }) {
  const [across = 1, down = 1] = cropScale.split(':').map(Number);
  if (!(across > 0 && down > 0)) throw new Error('parameter error: parameter.cropScale should be like 1:1');
  const picture = await createImageBitmap(await readTemporary(src));
  const width = Math.min(picture.width, (picture.height * across) / down);
  const height = (width * down) / across;
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const [x, y] = [(picture.width - width) / 2, (picture.height - height) / 2];
  canvas.getContext('2d')!.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return { tempFilePath: keepTemporary(await canvas.convertToBlob({ type: 'image/jpeg' })) };
}

async function getVideoInfo({ src }: { src: string }) {
  const blob = await readTemporary(src);
  const video = document.createElement('video');
  video.preload = 'metadata';
  await new Promise((resolve, reject) => {
    video.addEventListener('loadedmetadata', resolve);
    video.addEventListener('error', () => reject(new Error('the video cannot be read')));
    video.src = URL.createObjectURL(blob);
  });
  const { videoWidth: width, videoHeight: height, duration } = video;
  const size = blob.size / 1024;
  const bitrate = duration > 0 ? (size * 8) / duration : 0;
  return { width, height, duration, size, bitrate, fps: 0, orientation: 'up', type: blob.type.split('/')[1] ?? '' };
}

export const pictureApi = {
  compressImage: asyncApi('compressImage', compressImage),
  cropImage: asyncApi('cropImage', cropImage),
  getVideoInfo: asyncApi('getVideoInfo', getVideoInfo),
};
