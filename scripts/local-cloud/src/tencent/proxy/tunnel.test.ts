import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder, startTestCloud, type TestCloud, temporaryFolder } from '../testing/harness.js';

const dataDir = temporaryFolder('tunnel');
const authority = () => readFileSync(path.join(dataDir, 'ca.pem'), 'utf8');
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud(dataDir);
});
afterAll(async () => {
  await cloud.close();
  removeFolder(dataDir);
});

/** Asks the local cloud, as a proxy, for a tunnel. */
function tunnel(target: string): Promise<{ status: number; socket: Socket }> {
  const { hostname, port } = new URL(cloud.url);
  return new Promise((resolve, reject) => {
    const request = http.request({ host: hostname, port, method: 'CONNECT', path: target });
    request.once('connect', ({ statusCode }, socket) => resolve({ status: statusCode!, socket }));
    request.once('error', reject);
    request.end();
  });
}

function get(socket: NodeJS.ReadWriteStream, host: string, at: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
    socket.write(`GET ${at} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  });
}

it.each(['tcb.tencentcloudapi.com', 'scf.ap-shanghai.tencentcloudapi.com', 'api.mch.weixin.qq.com'])(
  '%s answers under a certificate that its clients can trust',
  async (host) => {
    const { status, socket } = await tunnel(`${host}:443`);
    expect(status).toBe(200);
    const secure = connectTls({ socket, servername: host, ca: authority() });
    await new Promise((resolve, reject) => secure.once('secureConnect', resolve).once('error', reject));
    expect(secure.authorized).toBe(true);
    expect(secure.getPeerX509Certificate()!.subjectAltName).toBe(`DNS:${host}`);
    expect(await get(secure, host, '/')).toMatch(/^HTTP\/1\.1 \d{3}/);
  },
);

it('its own address is reached in the clear', async () => {
  const { host } = new URL(cloud.url);
  const { socket } = await tunnel(host);
  expect(await get(socket, host, '/__hub/sms')).toContain('200 OK');
});

it.each(['example.com:443', 'cos.ap-shanghai.myqcloud.com:443', '127.0.0.1:1'])('is no way to %s', async (target) => {
  const { status, socket } = await tunnel(target);
  socket.destroy();
  expect(status).toBe(403);
});

it('keeps one authority, whose key nobody else may read', async () => {
  const before = authority();
  const certificate = new X509Certificate(before);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(statSync(path.join(dataDir, 'ca-key.pem')).mode & 0o777).toBe(0o600);
  await cloud.close();
  cloud = await startTestCloud(dataDir);
  expect(authority()).toBe(before);
});

it('a client that goes away leaves nothing that keeps the local cloud from stopping', async () => {
  const { socket } = await tunnel('tcb.tencentcloudapi.com:443');
  const other = await tunnel('tcb.tencentcloudapi.com:443');
  other.socket.write('not TLS');
  socket.write(Buffer.from([0x16, 3, 1, 0, 1, 0]));
  await cloud.close();
  cloud = await startTestCloud(dataDir);
  socket.destroy();
  other.socket.destroy();
});
