import { wechatMember } from '../../core/actor.js';
import { cloudCall } from '../../core/cloud-call.js';
import { Failure } from '../../core/failure.js';
import { sdk } from '../../core/store/cloud.js';

interface PhoneApi {
  getPhoneNumber(request: { code: string; openid: string }): Promise<{
    errCode?: number;
    phoneInfo?: { purePhoneNumber?: string; countryCode?: string };
  }>;
}

/** What WeChat says of a code that is used, too old, or somebody else's. */
const CODE_REFUSED = new Set([40029, 40013, 40163]);

/**
 * The telephone number that the acting member lets us have, by the code of the button's event (phonenumber.getPhoneNumber).
 * @throws Failure PHONE_CODE_REFUSED, PHONE_UNAVAILABLE
 */
export async function wechatPhoneOf(code: string): Promise<string> {
  const { openid } = wechatMember();
  const { phonenumber } = (sdk() as unknown as { openapi: { phonenumber: PhoneApi } }).openapi;
  try {
    const { phoneInfo } = await cloudCall('wechat-call', 'phonenumber.getPhoneNumber', () =>
      phonenumber.getPhoneNumber({ code, openid }),
    );
    const { purePhoneNumber = '', countryCode } = phoneInfo ?? {};
    if (String(countryCode) === '86' && /^1[3-9]\d{9}$/.test(purePhoneNumber)) return purePhoneNumber;
  } catch (error) {
    const { errCode } = error as { errCode?: number };
    if (errCode !== undefined && CODE_REFUSED.has(errCode)) throw new Failure('PHONE_CODE_REFUSED');
    throw new Failure('PHONE_UNAVAILABLE', { cause: error });
  }
  throw new Failure('PHONE_CODE_REFUSED', { message: '目前只支持中国大陆手机号' });
}
