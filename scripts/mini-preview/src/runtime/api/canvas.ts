import { currentPage } from '../page/current.js';
import { asyncApi } from './api.js';
import { canvasContext, type OldCanvas } from './canvas-context.js';
import { keepTemporary } from './temporary-files.js';

interface Area {
  canvasId?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
}

interface ToFile extends Area {
  canvas?: HTMLCanvasElement | OffscreenCanvas;
  destWidth?: number;
  destHeight?: number;
  fileType?: 'png' | 'jpg';
  quality?: number;
}

function findById(canvasId: string): OldCanvas | undefined {
  const found = currentPage()?.screen.querySelector(`wx-canvas[canvas-id="${CSS.escape(canvasId)}"]`);
  return (found ?? undefined) as OldCanvas | undefined;
}

/** The canvas that is named, and how many of its pixels go on one px of the page. */
function canvasOf({ canvas, canvasId }: ToFile): { source: HTMLCanvasElement | OffscreenCanvas; ratio: number } {
  if (canvas) return { source: canvas, ratio: 1 };
  const found = canvasId ? findById(canvasId) : undefined;
  if (!found) throw new Error('canvas is empty: pass canvas, or the canvasId of a canvas on this page');
  return { source: found.canvasNode, ratio: window.devicePixelRatio };
}

async function toTempFile(options: ToFile) {
  const { source, ratio } = canvasOf(options);
  const { x = 0, y = 0, fileType = 'png', quality = 1 } = options;
  const { width = source.width / ratio - x, height = source.height / ratio - y } = options;
  const { destWidth = width * ratio, destHeight = height * ratio } = options;
  const part = new OffscreenCanvas(Math.max(1, Math.round(destWidth)), Math.max(1, Math.round(destHeight)));
  const from = [x * ratio, y * ratio, width * ratio, height * ratio] as const;
  part.getContext('2d')!.drawImage(source, ...from, 0, 0, part.width, part.height);
  const blob = await part.convertToBlob({ type: fileType === 'jpg' ? 'image/jpeg' : 'image/png', quality });
  return { tempFilePath: keepTemporary(blob) };
}

/** Pixels of a canvas in px of the page, whatever the screen's own are. */
function readPixels({ canvasId = '', x = 0, y = 0, width = 1, height = 1 }: Area) {
  const { source, ratio } = canvasOf({ canvasId });
  const part = new OffscreenCanvas(width, height);
  const context = part.getContext('2d')!;
  context.drawImage(source, x * ratio, y * ratio, width * ratio, height * ratio, 0, 0, width, height);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

interface Pixels extends Area {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
}

function writePixels({ canvasId = '', x = 0, y = 0, width, data }: Pixels): void {
  const found = findById(canvasId);
  if (!found) throw new Error(`canvas ${canvasId} is not on this page`);
  const image = new ImageData(data, width);
  const part = new OffscreenCanvas(image.width, image.height);
  part.getContext('2d')!.putImageData(image, 0, 0);
  found.fit().drawImage(part, x, y);
}

export const canvasApi = {
  createCanvasContext: (canvasId: string) => canvasContext(() => findById(canvasId)),
  canvasToTempFilePath: asyncApi('canvasToTempFilePath', toTempFile),
  canvasGetImageData: asyncApi('canvasGetImageData', readPixels),
  canvasPutImageData: asyncApi('canvasPutImageData', writePixels),
  createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
    Object.assign(new OffscreenCanvas(width, height), { createImage: () => new Image() }),
};
