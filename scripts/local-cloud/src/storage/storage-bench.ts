import { createRequire } from 'node:module';
import { createStorageService, type StorageService } from './index.js';
import { openTestCloud, SDK_ENVIRONMENT, type TestCloud } from './testing.js';

/** The part of the SDKs' file API that the three share, and what node-sdk adds. */
interface FileSdk {
  uploadFile(options: { cloudPath: string; fileContent: unknown }): Promise<{ fileID: string }>;
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer }>;
  getTempFileURL(options: { fileList: unknown[] }): Promise<{ fileList: Record<string, unknown>[] }>;
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: Record<string, unknown>[] }>;
  copyFile(options: { fileList: object[] }): Promise<{ fileList: Record<string, unknown>[] }>;
  getFileInfo(options: { fileList: string[] }): Promise<{ fileList: Record<string, unknown>[] }>;
}

/** Storage behind a server of its own, one megabyte a file, with the three SDKs in front. For tests. */
export interface StorageBench {
  cloud: TestCloud;
  storage: StorageService;
  sdks: Map<string, FileSdk>;
  /** A JSON call as a mini-program makes it. */
  wxCloud(
    name: string,
    body: object,
    openid?: string,
  ): Promise<{ fileList: { status: number; tempFileURL: string }[] }>;
  wxUpload(
    path: string,
    body: Uint8Array<ArrayBuffer> | FormData,
    openid?: string,
    env?: string,
  ): Promise<{ fileID: string; statusCode: number; errCode?: number; errMsg: string }>;
  /** The address that node-sdk is given, as a browser takes it. */
  tempUrl(fileID: string, maxAge?: number): Promise<string>;
  close(): Promise<void>;
}

/** Bytes that no text encoding survives. */
export const BYTES = Buffer.from([0, 255, 254, 1, 13, 10, 13, 10, 45, 45]);

export async function openStorageBench(): Promise<StorageBench> {
  Object.assign(process.env, SDK_ENVIRONMENT);
  const cloud = await openTestCloud();
  const storage = createStorageService(cloud.kernel, { largest: 1_000_000 });
  cloud.serve(storage);
  const require = createRequire(import.meta.url);
  const options = { env: 'shop', serviceUrl: `${cloud.url}/admin`, secretId: 'x', secretKey: 'y' };
  const wx = require('wx-server-sdk') as FileSdk & { init(options: object): void };
  wx.init(options);
  const nodeSdk = require('@cloudbase/node-sdk').init(options) as FileSdk;
  const adminSdk = require('tcb-admin-node').init(options) as FileSdk;
  return {
    cloud,
    storage,
    sdks: new Map([
      ['node-sdk', nodeSdk],
      ['tcb-admin-node', adminSdk],
      ['wx-server-sdk', wx],
    ]),
    async wxCloud(name, body, openid) {
      const headers = { 'content-type': 'application/json', ...(openid && { 'x-dev-openid': openid }) };
      const request = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${cloud.url}/__cloud/${name}`, request);
      return (await response.json()) as { fileList: { status: number; tempFileURL: string }[] };
    },
    async wxUpload(path, body, openid, env = 'shop') {
      const query = new URLSearchParams({ env, cloudPath: path });
      const headers: Record<string, string> = openid ? { 'x-dev-openid': openid } : {};
      const response = await fetch(`${cloud.url}/__cloud/uploadFile?${query}`, { method: 'POST', headers, body });
      return (await response.json()) as { fileID: string; statusCode: number; errCode?: number; errMsg: string };
    },
    async tempUrl(fileID, maxAge = 600) {
      const { fileList } = await nodeSdk.getTempFileURL({ fileList: [{ fileID, maxAge }] });
      return encodeURI(String(fileList[0]!.tempFileURL));
    },
    async close() {
      await storage.close();
      await cloud.close();
    },
  };
}
