import type { IncomingMessage } from 'node:http';
import type { Account, Accounts } from './account.js';
import { PayError } from './errors.js';
import { isSigned, lines, parseAuthorization } from './signing.js';

/** How far the timestamp of a signature may be from the clock. */
const TOLERANCE = 5 * 60_000;

/** The merchant that an `Authorization` header names, before anything is proven. */
export function findSigner(accounts: Accounts, request: IncomingMessage): Account | undefined {
  const authorization = parseAuthorization(request.headers.authorization);
  return authorization && accounts.byMchid(authorization.mchid);
}

/**
 * Proves that a request was signed by its merchant, which it returns (pay.weixin.qq.com, 签名认证).
 * @param targets the request target, in the forms in which the caller may have signed it
 * @throws PayError SIGN_ERROR, MCH_NOT_EXISTS, PARAM_ERROR
 */
export function authenticate(
  account: Account | undefined,
  request: IncomingMessage,
  targets: string[],
  body: Buffer,
): Account {
  const { headers } = request;
  const authorization = parseAuthorization(headers.authorization);
  if (!authorization) {
    throw new PayError('SIGN_ERROR', 'Http头Authorization缺失或不符合WECHATPAY2-SHA256-RSA2048的格式');
  }
  if (!account) throw new PayError('MCH_NOT_EXISTS', `商户号${authorization.mchid}不存在`);
  if (!headers['user-agent'] || !/application\/json|\*\/\*/.test(headers.accept ?? '')) {
    throw new PayError('PARAM_ERROR', 'Http头缺少Accept或User-Agent');
  }
  if (body.length > 0 && !/^application\/json\b/.test(headers['content-type'] ?? '')) {
    throw new PayError('PARAM_ERROR', 'Http头Content-Type必须是application/json');
  }
  const { serial_no, timestamp, nonce_str, signature } = authorization;
  const sentAt = /^\d+$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  if (!(Math.abs(account.now() - sentAt) <= TOLERANCE)) {
    throw new PayError('SIGN_ERROR', 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
  }
  if (serial_no !== account.keys.merchantSerial) {
    throw new PayError('SIGN_ERROR', '商户证书序列号有误。请使用签名私钥匹配的证书序列号');
  }
  const messages = targets.map((target) => lines(request.method!, target, timestamp, nonce_str, body.toString('utf8')));
  if (messages.some((message) => isSigned(message, signature, account.keys.merchantCertificate))) return account;
  const message = messages.at(-1)!;
  throw new PayError('SIGN_ERROR', '错误的签名，验签失败', {
    location: 'authorization',
    field: 'signature',
    issue: 'sign not match',
    sign_information: {
      method: request.method,
      url: targets.at(-1),
      truncated_sign_message: message.slice(0, 200),
      sign_message_length: Buffer.byteLength(message),
    },
  });
}
