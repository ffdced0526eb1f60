import tcb from '@cloudbase/node-sdk';
import { cloudCall } from '../cloud-call.js';

/** A signed request that puts a file into the environment's storage. */
export interface UploadRequest {
  url: string;
  /** What is sent with the `PUT`; the signature is among it. */
  headers: Record<string, string>;
  /** The id that the file will have. */
  uploaded: string;
}

interface Metadata {
  url: string;
  token: string;
  authorization: string;
  fileId: string;
  cosFileId: string;
}

/**
 * A request by which whoever has it can write at `cloudPath` for some minutes, and nowhere else: its bytes go to the storage without passing
 * a function. The headers are those that CloudBase's own SDKs send.
 */
export async function uploadRequest(cloudPath: string): Promise<UploadRequest> {
  const { data } = await cloudCall('storage-call', cloudPath, async () => {
    const environment = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
    return (await environment.getUploadMetadata({ cloudPath })) as { data: Metadata };
  });
  const { url, token, authorization, fileId, cosFileId } = data;
  const headers = { authorization, signature: authorization, 'x-cos-security-token': token };
  return { url, headers: { ...headers, 'x-cos-meta-fileid': cosFileId }, uploaded: fileId };
}
