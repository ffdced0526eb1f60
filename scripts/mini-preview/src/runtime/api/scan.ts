import { canDetect, detectCode } from '../ui/detect-code.js';
import { showModal } from '../ui/modal.js';
import { pickFiles } from '../ui/pick-files.js';
import { asyncApi } from './api.js';

/** Reads a code from a picture; where the browser cannot, the person types what the code says. */
async function scanCode() {
  if (!canDetect()) {
    const typed = await showModal({ title: '扫码（输入码的内容）', editable: true });
    if (!typed.confirm) throw new Error('cancel');
    return { result: typed.content ?? '', scanType: 'QR_CODE', charSet: 'UTF-8', path: '' };
  }
  const [file] = await pickFiles('image/*', false);
  if (!file) throw new Error('cancel');
  const code = await detectCode(await createImageBitmap(file));
  if (!code) throw new Error('no code in this picture');
  return { result: code.rawValue, scanType: code.format.toUpperCase(), charSet: 'UTF-8', path: '' };
}

export const scanApi = { scanCode: asyncApi('scanCode', scanCode) };
