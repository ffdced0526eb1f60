import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { buildFunctionRuntime } from '../build.mjs';
import { startLocalCloud } from '../src/cloud.js';
import { FUNCTION_DEFAULTS } from '../src/functions/index.js';

/**
 * How fast functions are, against a bare Node HTTP server in the same run. Prints JSON.
 * `tsx bench/functions.ts [requests]`
 */

interface Target {
  url: string;
  body: string;
}

interface Figures {
  callsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

const ENV = 'bench';
const EMPTY = 'exports.main = async () => ({});';
const ONE_READ = `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();
exports.main = async () => (await db.collection('items').doc('one').get()).data;`;
const SEED = `
const cloud = require('wx-server-sdk');
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
const db = cloud.database();
exports.main = async () => {
  await db.createCollection('items');
  await db.collection('items').add({ data: { _id: 'one', name: 'a' } });
};`;

async function load({ url, body }: Target, connections: number, count: number): Promise<Figures> {
  const headers = { 'content-type': 'application/json', 'x-dev-openid': 'oBench' };
  const workerData = { url, method: 'POST', headers, body, connections, count };
  const worker = new Worker(new URL('./load.mjs', import.meta.url), { workerData });
  const { times, elapsedMs } = await new Promise<{ times: Float64Array; elapsedMs: number }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const sorted = times.sort();
  const at = (share: number) => round(sorted[Math.floor(share * (sorted.length - 1))]!);
  return { callsPerSecond: Math.round((count * 1000) / elapsedMs), p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** One after the other for the time of a call, eight at once for how many there can be. */
async function measure(target: Target, count: number): Promise<{ sequential: Figures; parallel: Figures }> {
  await load(target, 8, Math.ceil(count / 4));
  return { sequential: await load(target, 1, count), parallel: await load(target, 8, count) };
}

async function bareServer(): Promise<{ target: Target; close(): void }> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      response.setHeader('content-type', 'application/json').end('{"result":{}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { target: { url: `http://127.0.0.1:${port}/`, body: '{"a":1}' }, close: () => server.close() };
}

async function coldStarts(
  deploy: () => Promise<void>,
  call: () => Promise<unknown>,
  rounds: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await deploy();
    await new Promise((resolve) => setTimeout(resolve, 400));
    const began = performance.now();
    await call();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

const round = (ms: number) => Math.round(ms * 1000) / 1000;

async function main(count: number): Promise<void> {
  await buildFunctionRuntime();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const cloud = await startLocalCloud({ port: 0, environments: [ENV], log: () => {} });
  const deploy = async (name: string, source: string) => {
    const dir = path.join(folder, name);
    const stdin = { contents: source, resolveDir: import.meta.dirname };
    await build({ stdin, bundle: true, platform: 'node', format: 'cjs', outfile: path.join(dir, 'index.js') });
    await cloud.functions.deploy(ENV, { ...FUNCTION_DEFAULTS, name, dir, timeoutSeconds: 20, triggers: [] });
  };
  const target = (name: string): Target => ({
    url: `${cloud.url}/__cloud/callFunction`,
    body: JSON.stringify({ env: ENV, name, data: {} }),
  });
  const call = (name: string) => cloud.functions.invoke(ENV, name, {}, { source: '' });

  await deploy('seed', SEED);
  await call('seed');
  const bare = await bareServer();
  const bareFigures = await measure(bare.target, count);
  bare.close();
  await deploy('empty', EMPTY);
  const empty = await measure(target('empty'), count);
  await deploy('one-read', ONE_READ);
  const oneRead = await measure(target('one-read'), Math.ceil(count / 2));
  const coldEmpty = await coldStarts(
    () => deploy('cold', EMPTY),
    () => call('cold'),
    10,
  );
  const coldSdk = await coldStarts(
    () => deploy('cold-sdk', ONE_READ),
    () => call('cold-sdk'),
    10,
  );
  const median = (times: number[]) => round(times[Math.floor(times.length / 2)]!);

  const ratio = (name: keyof Figures, kind: 'sequential' | 'parallel') =>
    round(empty[kind][name] / bareFigures[kind][name]);
  console.log(
    JSON.stringify(
      {
        machine: { cpus: os.cpus().length, node: process.version },
        bare: bareFigures,
        empty,
        oneRead,
        coldMs: { empty: median(coldEmpty), withSdk: median(coldSdk) },
        ratios: { emptyP50ToBare: ratio('p50', 'sequential'), emptyRateToBare: ratio('callsPerSecond', 'parallel') },
      },
      null,
      2,
    ),
  );
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
}

await main(Number(process.argv[2] ?? 4000));
