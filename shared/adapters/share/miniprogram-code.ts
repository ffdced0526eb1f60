import { SHARE_PAGE } from '../../contracts/share/share.js';
import { cloudCall } from '../../core/cloud-call.js';
import { Failure } from '../../core/failure.js';
import { describeError, log } from '../../core/log.js';
import { sdk } from '../../core/store/cloud.js';

interface CodeApi {
  getUnlimited(request: object): Promise<{ buffer?: Buffer; contentType?: string }>;
}

/** Pixels, from 280 to 1280; as wide as a poster shows it, and a little more. */
const WIDTH = 430;
const INK = { r: 31, g: 27, b: 24 };

/**
 * A mini-program code that opens the page of a share (wxacode.getUnlimited): a JPEG, or a PNG.
 * @throws Failure SHARE_CODE_UNAVAILABLE when WeChat makes none
 */
export async function miniprogramCode(scene: string): Promise<Buffer> {
  const { wxacode } = (sdk() as unknown as { openapi: { wxacode: CodeApi } }).openapi;
  const request = { scene, page: SHARE_PAGE, width: WIDTH, lineColor: INK };
  try {
    const { buffer } = await cloudCall('wechat-call', 'wxacode.getUnlimited', () => wxacode.getUnlimited(request));
    if (!buffer) throw new Error('wxacode.getUnlimited answers without a picture');
    return Buffer.from(buffer);
  } catch (error) {
    log('warn', 'share.no-code', describeError(error));
    throw new Failure('SHARE_CODE_UNAVAILABLE', { retryAfterMs: 5000 });
  }
}
