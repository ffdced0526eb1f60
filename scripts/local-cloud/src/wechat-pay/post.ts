import { request } from 'node:http';
import type { Deliver } from './notifier.js';

/** A receiver has this long, in real ms, as with WeChat Pay. */
const PATIENCE = 5_000;
/** How much of an answer is kept for a person to read. */
const KEPT = 500;

/** Posts a callback over plain HTTP on this machine. */
export const postCallback: Deliver = (url, { headers, body }) =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } });
    const timer = setTimeout(() => call.destroy(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
    call.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    call.on('response', (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (answer.length < KEPT) answer = (answer + text).slice(0, KEPT);
      });
      response.on('error', reject);
      response.on('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, answer });
      });
    });
    call.end(body);
  });
