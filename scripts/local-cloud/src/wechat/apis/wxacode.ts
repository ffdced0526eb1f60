import QRCode from 'qrcode';
import { type ApiCall, type OpenApi, oneOf, text, WechatError } from '../api.js';
import { checkPage } from './subscribe-message.js';

/** 32 visible characters: digits, letters and these signs (getUnlimitedQRCode). */
const SCENE = /^[0-9a-zA-Z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
const VERSIONS = ['release', 'trial', 'develop'] as const;

/**
 * Mini-program codes. WeChat draws a round code that only its own app reads; here it is a QR code that any scanner reads,
 * whose address opens the same page on this machine.
 */
export const WXACODE_APIS: OpenApi[] = [
  {
    name: 'wxacode.getUnlimited',
    path: '/wxa/getwxacodeunlimit',
    perMinute: 5000,
    run(call) {
      const { data } = call;
      const scene = text(data, 'scene', 40169);
      if (!SCENE.test(scene)) throw new WechatError(40169, 'invalid length for scene, or the data is not json string');
      const page = data.page === undefined ? 'pages/index/index' : text(data, 'page', 41030);
      if (/^\/|\?/.test(page)) throw new WechatError(41030, 'invalid page: neither a leading / nor a query');
      if (data.check_path !== false) checkPage(call.account.pages(), page);
      return draw(call, page, scene);
    },
  },
  { name: 'wxacode.get', path: '/wxa/getwxacode', perMinute: 5000, run: drawPath },
  { name: 'wxacode.createQRCode', path: '/cgi-bin/wxaapp/createwxaqrcode', perMinute: 5000, run: drawPath },
];

/** Codes of which a mini-program can have 100,000 ever. */
function drawPath(call: ApiCall) {
  const path = text(call.data, 'path', 40159);
  if ([...path].length > 1024) throw new WechatError(40159, 'invalid length for path, or the data is not json string');
  const { store } = call.account;
  const made = Number(store.setting('limitedCodes') ?? 0);
  if (made >= 100_000) throw new WechatError(45029, 'qrcode count out of limit');
  store.set('limitedCodes', String(made + 1));
  return draw(call, path, '');
}

async function draw({ account, data }: ApiCall, page: string, scene: string) {
  const width = data.width ?? 430;
  if (typeof width !== 'number' || width < 280 || width > 1280) {
    throw new WechatError(40097, 'invalid args: width must be from 280 to 1280');
  }
  oneOf(data, 'env_version', VERSIONS, 'release');
  const address = account.pageUrl(page, scene);
  const light = data.is_hyaline === true ? '#0000' : '#ffff';
  const bytes = await QRCode.toBuffer(address, { type: 'png', width, margin: 2, color: { dark: darkOf(data), light } });
  account.store.record({ at: account.now(), kind: 'wxacode', content: { page, scene, address, width } });
  return { bytes, contentType: 'image/png' };
}

/** `line_color` as a hexadecimal colour, with full opacity. */
function darkOf(data: Record<string, unknown>): string {
  const { r = 0, g = 0, b = 0 } = (data.line_color ?? {}) as Record<string, unknown>;
  const channels = [r, g, b].map(Number);
  if (channels.some((one) => !Number.isInteger(one) || one < 0 || one > 255)) {
    throw new WechatError(40097, 'invalid args: line_color must have r, g and b from 0 to 255');
  }
  return `#${channels.map((one) => one.toString(16).padStart(2, '0')).join('')}ff`;
}
