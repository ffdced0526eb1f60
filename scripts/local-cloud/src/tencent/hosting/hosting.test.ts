import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedCall } from '../testing/client.js';
import { type CosOptions, cosRequest } from '../testing/cos-client.js';
import { removeFolder, root, startTestCloud, type TestCloud, tcb, temporaryFolder } from '../testing/harness.js';

const dataDir = temporaryFolder('hosting');
const site = path.join(dataDir, 'site');
const PAGE = '<!DOCTYPE html><title>瑞珠</title><script type="module" src="pieces/ABCD1234.js"></script>';
let cloud: TestCloud;
let bucket: string;

beforeAll(async () => {
  mkdirSync(path.join(site, 'pieces'), { recursive: true });
  writeFileSync(path.join(site, 'index.html'), PAGE);
  writeFileSync(path.join(site, 'pieces/ABCD1234.js'), 'export default 1;\n');
  writeFileSync(path.join(site, '说明 & more.txt'), 'text');
  cloud = await startTestCloud(dataDir);
  expect(await storeOf()).toEqual([]);
  expect(await signedCall(cloud.url, 'tcb', 'CreateStaticStore', { EnvId: 'demo' })).toMatchObject({ Result: 'succ' });
  const [store] = await storeOf();
  expect(store).toMatchObject({ EnvId: 'demo', Regoin: 'ap-shanghai', Status: 'online' });
  expect(store!.CdnDomain).toMatch(/^demo-\d{10}\.tcloudbaseapp\.com$/);
  bucket = store!.Bucket!;
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

async function storeOf(): Promise<Record<string, string>[]> {
  const { Data } = await signedCall(cloud.url, 'tcb', 'DescribeStaticStore', { EnvId: 'demo' });
  return Data as Record<string, string>[];
}

const get = (at: string, init?: RequestInit) =>
  fetch(`${cloud.url}/__hosting/demo${at}`, { redirect: 'manual', ...init });

type Outcome = { value?: unknown; error?: { code: string; message: string } };

/** Calls manager-node, one `[service, method, …arguments]` after the other, with the local cloud as its proxy. */
async function manage(...steps: [string, string, ...unknown[]][]): Promise<Outcome[]> {
  const script = path.join(root, 'scripts/local-cloud/src/tencent/testing/manager-script.cjs');
  const env = { ...process.env, http_proxy: cloud.url, NODE_EXTRA_CA_CERTS: path.join(dataDir, 'ca.pem') };
  const args = [script, JSON.stringify({ secretId: 'local', secretKey: 'local', steps })];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 60_000 });
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

const cos = (key: string, asked?: CosOptions & { to?: string }) =>
  cosRequest(cloud.url, asked?.to ?? bucket, key, asked);

describe('a site', () => {
  it('is uploaded by manager-node, listed, and served to everybody', async () => {
    const [uploaded, listed] = await manage(
      ['hosting', 'uploadFiles', { localPath: site, cloudPath: '' }],
      ['hosting', 'listFiles'],
    );
    expect(uploaded!.value).toMatchObject({ failedFiles: [] });
    const files = listed!.value as { Key: string; Size: string; ETag: string }[];
    expect(files.map(({ Key }) => Key)).toEqual(['index.html', 'pieces/', 'pieces/ABCD1234.js', '说明 & more.txt']);
    const md5 = createHash('md5').update(PAGE).digest('hex');
    expect(files[0]).toMatchObject({ Size: String(Buffer.byteLength(PAGE)), ETag: `"${md5}"` });

    const page = await get('/');
    expect([page.status, await page.text()]).toEqual([200, PAGE]);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('etag')).toBe(`"${md5}"`);
    expect((await get('/pieces/ABCD1234.js')).headers.get('content-type')).toMatch(/^(application|text)\/javascript/);
    expect((await get('/', { headers: { 'if-none-match': `"${md5}"` } })).status).toBe(304);
    const part = await get('/', { headers: { range: 'bytes=0-8' } });
    expect([part.status, await part.text()]).toEqual([206, '<!DOCTYPE']);
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('')).headers.get('location')).toBe('demo/');
    expect((await get('/', { method: 'POST' })).status).toBe(405);
  });

  it('is deployed by the tcb CLI, and there after a restart', async () => {
    rmSync(path.join(site, '说明 & more.txt'));
    writeFileSync(path.join(site, 'second.html'), 'second');
    const login = path.join(dataDir, 'home', '.config', '.cloudbase');
    mkdirSync(login, { recursive: true });
    const credential = { secretId: 'local', secretKey: 'local' };
    writeFileSync(path.join(login, 'auth.json'), JSON.stringify({ credential }));
    const { code, output } = await tcb(cloud, site, ['hosting', 'deploy', '.', '-e', 'demo']);
    expect(code, output).toBe(0);
    await cloud.close();
    cloud = await startTestCloud(dataDir);
    expect(await (await get('/second.html')).text()).toBe('second');
  }, 90_000);

  it('keeps what the sender said of types and of keeping', async () => {
    const headers = { 'content-type': 'text/css', 'cache-control': 'public, max-age=31536000, immutable' };
    expect((await cos('dir/app.css', { method: 'PUT', body: 'a {}', headers })).status).toBe(200);
    await cos('dir/index.html', { method: 'PUT', body: 'folder' });
    const style = await get('/dir/app.css');
    expect(Object.fromEntries(style.headers)).toMatchObject(headers);
    expect((await get('/dir?a=1')).headers.get('location')).toBe('dir/?a=1');
    expect(await (await get('/dir/')).text()).toBe('folder');
  });
});

describe('the bucket', () => {
  it('refuses whoever did not sign, signed something else, or signed with another key or at another time', async () => {
    const put = { method: 'PUT', body: 'x' };
    expect(await cos('a', { ...put, secretKey: 'other' })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(await cos('a', { ...put, signed: 'b' })).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await cos('a', { ...put, secretId: 'AKIDx' })).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
    expect(await cos('a', { ...put, at: Date.now() - 3_600_000 })).toMatchObject({ status: 403, code: 'AccessDenied' });
    const unsigned = await fetch(`${cloud.url}/__hosting-cos/${bucket}/a`, { method: 'PUT', body: 'x' });
    expect(unsigned.status).toBe(403);
    expect((await cos('a')).code).toBe('NoSuchKey');
    expect((await cos('a', { ...put, to: bucket.replace('demo', 'other') })).code).toBe('NoSuchBucket');
  });

  it('refuses paths that lead elsewhere, and bodies that are not what was sent', async () => {
    expect(await cos('../../account.json', { method: 'PUT', body: 'x' })).toMatchObject({ code: 'InvalidURI' });
    expect(existsSync(path.join(dataDir, 'account.json'))).toBe(true);
    expect((await get('/..%2f..%2faccount.json')).status).toBe(400);
    const headers = { 'content-md5': createHash('md5').update('other').digest('base64') };
    expect(await cos('a', { method: 'PUT', body: 'x', headers })).toMatchObject({ status: 400, code: 'InvalidDigest' });
    expect((await cos('a')).code).toBe('NoSuchKey');
  });

  it('lists in pages, and deletes one or many', async () => {
    const keys = ['list/1', 'list/2', 'list/a & b', 'listed'];
    for (const key of keys) await cos(key, { method: 'PUT', body: key });
    const first = await cos('', { query: { prefix: 'list/', 'max-keys': '2' } });
    expect(first.body).toContain('<IsTruncated>true</IsTruncated><NextMarker>list/2</NextMarker>');
    const next = await cos('', { query: { prefix: 'list/', 'max-keys': '2', marker: 'list/2' } });
    expect(next.body).toContain('<Key>list/a &amp; b</Key>');
    expect(next.body).toContain('<IsTruncated>false</IsTruncated>');
    expect((await cos('', { query: { delimiter: '/' } })).code).toBe('NotImplemented');

    expect((await cos('listed', { method: 'DELETE' })).status).toBe(204);
    expect((await cos('listed', { method: 'HEAD' })).status).toBe(404);
    const [deleted] = await manage(['hosting', 'deleteFiles', { cloudPath: 'list', isDir: true }]);
    expect(deleted!.error).toBeUndefined();
    expect((await cos('', { query: { prefix: 'list' } })).body).not.toContain('<Key>');
  });
});

describe('a page of a site', () => {
  /** Asks as a browser does whose proxy is the local cloud, or as one that was led here. */
  const call = (target: string, origin: string) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(cloud.url);
      const asked = request({ hostname, port, path: target, headers: { origin } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      asked.on('error', reject).end();
    });
  const own = () => `https://${bucket.replace(/^.*-static-/, '')}.tcloudbaseapp.com`;

  it('may call functions by the platform’s name where the local cloud is the proxy', async () => {
    expect(await call('http://demo.service.tcloudbase.com/nothing', own())).toBe(404);
    expect(await call('http://demo.service.tcloudbase.com/nothing', 'https://evil.example')).toBe(403);
  });

  it('may not from anywhere else, whatever it is called', async () => {
    expect(await call('/__http/demo/nothing', own())).toBe(403);
  });
});
