import protobuf from 'protobufjs';

/** The messages of `wx.openApi`, as the code generated into wx-server-sdk 4.0.2 reads and writes them. */
const SCHEMA = `syntax = "proto3";
message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
message OpenApiData { repeated KeyValuePair pairs = 1; }
message SvrkitApiData { string api_name = 1; bytes req_data = 2; }
message TokenApiData { string resource_appid = 1; string resource_env = 2; }
message CommApiData {
  enum ApiType { OPEN_API = 0; INNER_API = 1; SVRKIT_API = 2; TOKEN_API = 3; }
  ApiType api_type = 1; OpenApiData openapi_data = 2; SvrkitApiData svrkit_data = 4; TokenApiData token_data = 5;
  string appid = 6;
}
message HttpHeader { string key = 1; string value = 2; }
message CommOpenApiResp {
  bytes resp_data = 1; string content_type = 2; int32 error_code = 3; uint32 http_code = 4;
  repeated HttpHeader headers = 5; int32 svrkit_error_code = 6;
}
message ApiGetOpenDataByCloudIdReq { repeated string cloudid_list = 2; string appid = 3; }
message OpDataItem { string cloud_id = 1; string json = 2; }
message ApiGetOpenDataByCloudIdResp { repeated OpDataItem data_list = 1; }
message ApiVoipSignReq { string group_id = 2; uint32 timestamp = 3; string nonce = 4; }
message GetCloudCallSignReq { repeated string parameter_list = 2; }
message SignatureResp { string signature = 1; }
message TcbCredentials { string secret_id = 1; string secret_key = 2; string token = 3; }
message AuthorizationInfo { TcbCredentials tcb_credentials = 1; bytes wx_param = 2; }
`;

const { root } = protobuf.parse(SCHEMA);

/** One parameter of an open API: JSON, or a medium when it has a file name. */
export interface Pair {
  key: string;
  value: Buffer;
  filename: string;
}

/** A call of `wx.openApi`, decoded. */
export type OpenApiRequest =
  | { kind: 'open'; appid: string; pairs: Pair[] }
  | { kind: 'svrkit'; appid: string; apiName: string; data: Buffer }
  | { kind: 'token'; appid: string; resourceAppid: string; resourceEnv: string }
  | { kind: 'unknown'; apiType: number };

/** @throws when the bytes are no CommApiData */
export function decodeRequest(bytes: Buffer): OpenApiRequest {
  const call = decode<{
    apiType: number;
    appid: string;
    openapiData: { pairs: Pair[] } | null;
    svrkitData: { apiName: string; reqData: Buffer } | null;
    tokenData: { resourceAppid: string; resourceEnv: string } | null;
  }>('CommApiData', bytes);
  const { appid } = call;
  if (call.apiType === 0) return { kind: 'open', appid, pairs: call.openapiData?.pairs ?? [] };
  if (call.apiType === 2 && call.svrkitData) {
    return { kind: 'svrkit', appid, apiName: call.svrkitData.apiName, data: call.svrkitData.reqData };
  }
  if (call.apiType === 3) {
    const { resourceAppid = '', resourceEnv = '' } = call.tokenData ?? {};
    return { kind: 'token', appid, resourceAppid, resourceEnv };
  }
  return { kind: 'unknown', apiType: call.apiType };
}

/** Wraps what an API answered; `errorCode` is a failure of the platform before any API was reached. */
export function encodeResponse(response: { respData?: Buffer; contentType?: string; errorCode?: number }): Buffer {
  return encode('CommOpenApiResp', { httpCode: 200, ...response });
}

export function decode<T>(type: string, bytes: Buffer): T {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { defaults: true, arrays: true }) as T;
}

export function encode(type: string, value: object): Buffer {
  const message = root.lookupType(type);
  return Buffer.from(message.encode(message.fromObject(value)).finish());
}
