import { TencentError } from '../api/error.js';
import type { Params } from '../api/params.js';
import type { TempCos } from '../cos/temp-cos.js';

/**
 * The code package of a call: in the call itself, or uploaded before.
 * @throws TencentError InvalidParameterValue.Code, InvalidParameterValue.TempCosObjectName
 */
export async function readCode(params: Params, cos: TempCos): Promise<Buffer> {
  // CreateFunction has the package in Code, the older form of UpdateFunctionCode beside the other parameters.
  const code = params.has('Code') ? params.object('Code') : params;
  if (code.has('ZipFile')) {
    const zip = Buffer.from(code.text('ZipFile'), 'base64');
    if (zip.length > 0) return zip;
    throw new TencentError('InvalidParameterValue.Code', 'Code.ZipFile is not a package in base64');
  }
  const key = code.text('TempCosObjectName', '');
  if (key === '') throw new TencentError('InvalidParameterValue.Code', 'Code needs ZipFile or TempCosObjectName');
  const uploaded = cos.take(key);
  if (uploaded) return uploaded;
  throw new TencentError('InvalidParameterValue.TempCosObjectName', `nothing was uploaded to ${key}`);
}
