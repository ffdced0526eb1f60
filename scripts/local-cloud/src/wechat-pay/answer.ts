import type { ServerResponse } from 'node:http';
import type { Account } from './account.js';
import { PayError } from './errors.js';
import type { PayAnswer } from './operations.js';
import { lines, randomHex, SCHEME, signMessage } from './signing.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** To whom an answer goes; only one to a merchant that exists can be signed. */
export interface Reply {
  response: ServerResponse;
  account?: Account;
  /** The request asked for the public key with `Wechatpay-Serial: PUB_KEY_ID_…`. */
  publicKey: boolean;
}

export function sendAnswer(reply: Reply, answer: PayAnswer): void {
  if ('empty' in answer) send(reply, 204, Buffer.alloc(0));
  else if ('bytes' in answer) send(reply, 200, answer.bytes, answer.contentType);
  else send(reply, 200, Buffer.from(JSON.stringify(answer.json)), JSON_TYPE);
}

/** Answers `{code, message, detail?}`; what is not a PayError is a SYSTEM_ERROR. */
export function sendFailure(reply: Reply, failure: unknown): void {
  const error = failure instanceof PayError ? failure : new PayError('SYSTEM_ERROR', '系统异常，请用相同参数重新调用');
  const { status, code, message, detail } = error;
  send(reply, status, Buffer.from(JSON.stringify({ code, message, ...(detail && { detail }) })), JSON_TYPE);
}

function send({ response, account, publicKey }: Reply, status: number, body: Buffer, contentType?: string): void {
  if (contentType) response.setHeader('content-type', contentType);
  if (status !== 204) response.setHeader('content-length', body.length);
  response.setHeader('request-id', randomHex(32));
  if (account) {
    const headers = signatureHeaders(account, publicKey || account.faults.switches.publicKeyMode, body);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  }
  response.writeHead(status);
  response.end(body);
}

/** The signature of an answer: over timestamp, nonce and body. */
function signatureHeaders({ keys, now }: Account, byPublicKey: boolean, body: Buffer): Record<string, string> {
  const timestamp = String(Math.floor(now() / 1000));
  const nonce = randomHex(32);
  const signed = Buffer.concat([Buffer.from(lines(timestamp, nonce)), body, Buffer.from('\n')]);
  const key = byPublicKey ? keys.publicKeyPrivateKey : keys.platformPrivateKey;
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': byPublicKey ? keys.publicKeyId : keys.platformSerial,
    'wechatpay-signature-type': SCHEME,
    'wechatpay-signature': signMessage(signed, key),
  };
}
