import { asyncApi } from './api.js';
import { keepTemporary } from './temporary-files.js';

interface ToFile {
  canvas?: HTMLCanvasElement | OffscreenCanvas;
  fileType?: 'png' | 'jpg';
  quality?: number;
}

async function toTempFile({ canvas, fileType = 'png', quality = 1 }: ToFile) {
  if (!canvas) throw new Error('only <canvas type="2d"> is supported by the preview; pass it as canvas');
  const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
  const blob =
    canvas instanceof HTMLCanvasElement
      ? await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
      : await canvas.convertToBlob({ type, quality });
  if (!blob) throw new Error('the canvas is empty');
  return { tempFilePath: keepTemporary(blob) };
}

export const canvasApi = {
  canvasToTempFilePath: asyncApi('canvasToTempFilePath', toTempFile),
  createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
    Object.assign(new OffscreenCanvas(width, height), { createImage: () => new Image() }),
};
