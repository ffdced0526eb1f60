import { afterAll, beforeAll, expect, it } from 'vitest';
import { zipOf } from '../tencent/testing/zip.js';
import { type Console, openConsole } from './testing.js';

let page: Console;
const place = { env: 'shop', collection: 'notes' };
beforeAll(async () => {
  page = await openConsole();
  await page.post('collections/create', place);
  await page.post('documents/insert', { ...place, document: { _id: 'a', text: '云枢' } });
  await page.cloud.storage.put('shop', '文档/说 明.txt', Buffer.from('内容'), { contentType: 'text/plain' });
});
afterAll(() => page.close());

const save = async (query = '') => {
  const response = await fetch(`${page.cloud.url}/__console/state${query}`);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};
const load = async (bytes: Buffer, type = 'application/zip') => {
  const body = new Uint8Array(bytes);
  const response = await fetch(`${page.cloud.url}/__console/state`, {
    method: 'PUT',
    headers: { 'content-type': type },
    body,
  });
  return { status: response.status, ...((await response.json()) as { code?: string; message?: string }) };
};
const texts = async () => {
  const { documents } = await page.post<{ documents: { text: string }[] }>('documents/query', place);
  return documents.map(({ text }) => text);
};

it('comes back as it was from the file that was saved', async () => {
  const { response, bytes } = await save();
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="local-cloud-all-.*\.zip"$/);
  await page.post('documents/insert', { ...place, document: { _id: 'b', text: 'later' } });
  await page.post('files/remove', { env: 'shop', path: '文档/说 明.txt' });
  expect(await load(bytes)).toMatchObject({ status: 200, environments: ['shop', 'farm'] });
  expect(await texts()).toEqual(['云枢']);
  const { files } = await page.get<{ files: { path: string; size: number }[] }>('files?env=shop');
  expect(files).toMatchObject([{ path: '文档/说 明.txt', size: 6 }]);
});

it('can be saved of one environment alone, and of none that does not exist', async () => {
  const { response } = await save('?env=farm');
  expect(response.headers.get('content-disposition')).toContain('local-cloud-farm-');
  expect((await save('?env=nowhere')).response.status).toBe(404);
});

it('is refused from a damaged file, with what is wrong, and nothing changes', async () => {
  const { bytes } = await save();
  const flipped = Buffer.from(bytes);
  // Inside of the content of some file, past its header.
  for (let at = 200; at < 230; at += 1) flipped[at] = flipped[at]! ^ 0xff;
  for (const damaged of [flipped, bytes.subarray(0, bytes.length - 100), Buffer.from('no archive'), Buffer.alloc(0)]) {
    expect(await load(damaged)).toMatchObject({ status: 400, code: 'INVALID_STATE', message: expect.any(String) });
  }
  expect(await load(bytes, 'text/plain')).toMatchObject({ status: 415 });
  expect(await texts()).toEqual(['云枢']);
});

it('is refused from an archive that leads out of its folder, or is a foreign one', async () => {
  const outside = await load(zipOf([{ name: '../../evil.txt', content: 'x' }]));
  expect(outside).toMatchObject({ status: 400, code: 'INVALID_STATE' });
  const foreign = await load(zipOf([{ name: 'readme.txt', content: 'x' }]));
  expect(foreign.message).toMatch(/manifest\.json/);
});
