import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** Sends `count` requests over `connections` keep-alive connections and tells how long each took, in ms. */
const { url, method, headers, body, connections, count } = workerData;
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const times = new Float64Array(count);
let next = 0;

function once() {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function client() {
  while (next < count) {
    const i = next++;
    const began = performance.now();
    const answer = await once();
    times[i] = performance.now() - began;
    if (answer.includes('errCode')) throw new Error(answer);
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: connections }, client));
parentPort.postMessage({ times, elapsedMs: performance.now() - began });
agent.destroy();
