import { createHmac } from 'node:crypto';
import { type AdminAction, type AdminRequest, RawAnswer } from '../kernel/admin.js';
import { CloudError } from '../kernel/cloud-error.js';
import type { Kernel } from '../kernel/kernel.js';
import type { WechatAccount, WechatAccounts } from './account.js';
import { type ApiAnswer, toJson, WechatError } from './api.js';
import { readCloudId } from './codes.js';
import { callOpenApi, findByName } from './dispatch.js';
import { decode, decodeRequest, encode, encodeResponse, type OpenApiRequest, type Pair } from './proto.js';

const JSON_TYPE = 'application/json; encoding=utf-8';
/** Any content type but `application/json; charset=utf-8`, by which SDKs tell failures of CloudBase from answers. */
const BINARY = 'application/octet-stream';
const NO_SUCH_API = -604100;

/** What SDKs call at `/admin` to reach WeChat. A call by a user's function counts as a visit of that user. */
export function createActions(kernel: Kernel, accounts: WechatAccounts): Record<string, AdminAction> {
  const accountOf = (request: AdminRequest, appid?: string): WechatAccount => {
    if (!kernel.hasEnvironment(request.env)) {
      throw new CloudError('INVALIID_ENV', `environment ${request.env} does not exist`);
    }
    const own = accounts.of(request.env);
    const account = appid && appid !== own.appid ? accounts.byAppid(appid) : own;
    if (!account) throw new CloudError('INVALID_PARAM', `no environment here belongs to the appid ${appid}`);
    const openid = request.invocation?.caller.openid;
    if (openid) own.store.visit(openid, own.now());
    return account;
  };

  return {
    'wx.openApi': async (request) => {
      const bytes = binaryPart(request, 'requestData');
      const call = decodeOrRefuse(bytes);
      const account = accountOf(request, call.kind === 'unknown' ? undefined : call.appid);
      return new RawAnswer(await answerOpenApi(account, nameOf(request.body), call), BINARY);
    },
    'wx.api': async (request) => {
      const name = nameOf(request.body);
      const answer = await settle(
        callOpenApi(accountOf(request), findByName(name), name, readJson(request.body.requestData)),
      );
      if ('bytes' in answer) {
        throw new CloudError(
          'INVALID_PARAM',
          `${name} answers a picture, which callOpenAPI cannot carry; use openapi.${name}`,
        );
      }
      return { data: { responseData: toJson(answer.json) } };
    },
  };
}

function nameOf({ apiName }: Record<string, unknown>): string {
  if (typeof apiName === 'string') return apiName;
  throw new CloudError('INVALID_PARAM', 'apiName must be a string');
}

async function answerOpenApi(account: WechatAccount, name: string, call: OpenApiRequest): Promise<Buffer> {
  if (call.kind === 'open') {
    const answer = await settle(callOpenApi(account, findByName(name), name, readPairs(call.pairs)));
    return 'bytes' in answer
      ? encodeResponse({ respData: answer.bytes, contentType: answer.contentType })
      : encodeResponse({ respData: Buffer.from(toJson(answer.json)), contentType: JSON_TYPE });
  }
  if (call.kind === 'svrkit') return answerSvrkit(account, call.apiName, call.data);
  if (call.kind === 'token') {
    const tcbCredentials = { secretId: 'LOCALAKID', secretKey: 'LOCALSECRET', token: 'LOCALTOKEN' };
    return encodeResponse({ respData: encode('AuthorizationInfo', { tcbCredentials, wxParam: Buffer.from('local') }) });
  }
  return encodeResponse({ errorCode: NO_SUCH_API });
}

function answerSvrkit(account: WechatAccount, apiName: string, data: Buffer): Buffer {
  const sign = (...parts: unknown[]) => createHmac('sha256', account.secret).update(parts.join('\n')).digest('hex');
  const signed = (signature: string) => encodeResponse({ respData: encode('SignatureResp', { signature }) });
  if (apiName === 'ApiGetOpenDataByCloudId') {
    const { cloudidList } = decode<{ cloudidList: string[] }>('ApiGetOpenDataByCloudIdReq', data);
    const dataList = cloudidList.map((cloudId) => ({ cloudId, json: JSON.stringify(openData(account, cloudId)) }));
    return encodeResponse({ respData: encode('ApiGetOpenDataByCloudIdResp', { dataList }) });
  }
  if (apiName === 'ApiVoipSign') {
    const { groupId, timestamp, nonce } = decode<Record<string, string>>('ApiVoipSignReq', data);
    return signed(sign(groupId, nonce, timestamp));
  }
  if (apiName === 'GetCloudCallSign') {
    return signed(sign(...decode<{ parameterList: string[] }>('GetCloudCallSignReq', data).parameterList));
  }
  return encodeResponse({ errorCode: NO_SUCH_API });
}

function openData(account: WechatAccount, cloudID: string): Record<string, unknown> {
  const data = readCloudId(account, cloudID);
  return data ? { cloudID, data } : { cloudID, errCode: -601006, errMsg: 'the cloudID is invalid or has expired' };
}

/** WeChat tells its failures in the body. */
async function settle(answer: Promise<ApiAnswer>): Promise<ApiAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    return { json: { errcode: error.errcode, errmsg: error.errmsg } };
  }
}

/** Media are known by their file name: the SDK forgets to say their content type. */
function readPairs(pairs: Pair[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map(({ key, value, filename }) => [
      key,
      filename ? { filename, bytes: value } : parse(value.toString(), key),
    ]),
  );
}

function readJson(requestData: unknown): Record<string, unknown> {
  if (requestData === undefined || requestData === '') return {};
  return parse(String(requestData), 'requestData') as Record<string, unknown>;
}

function parse(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new CloudError('INVALID_PARAM', `${name} is not JSON`);
  }
}

function decodeOrRefuse(bytes: Buffer): OpenApiRequest {
  try {
    return decodeRequest(bytes);
  } catch (error) {
    throw new CloudError('INVALID_PARAM', `requestData is no CommApiData: ${(error as Error).message}`);
  }
}

function binaryPart({ parts }: AdminRequest, name: string): Buffer {
  const part = parts.get(name);
  if (part) return part;
  throw new CloudError('INVALID_PARAM', `the part ${name} is missing`);
}
