import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountDelete } from '../../shared/contracts/account/delete.js';
import { accountSweep } from '../../shared/contracts/account/sweep.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { eventSweep } from '../../shared/contracts/event/sweep.js';
import { fileCommit } from '../../shared/contracts/file/commit.js';
import { fileDelete } from '../../shared/contracts/file/delete.js';
import type { FilePurpose } from '../../shared/contracts/file/file.js';
import { fileReview } from '../../shared/contracts/file/review.js';
import { fileSweep } from '../../shared/contracts/file/sweep.js';
import { fileTicket } from '../../shared/contracts/file/ticket.js';
import { fileUpload } from '../../shared/contracts/file/upload.js';
import { fileUrl } from '../../shared/contracts/file/url.js';
import { type Buyer, callFunction, newRequestId } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';
import { codeFor, createVisitor, newPhone, type Visitor } from '../kit/visitor.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  await shop.cloud.post('/__hub/wechat/push', { env: shop.env, functionName: 'file-checked' });
});
afterAll(() => shop.cloud.stop());

function png(side = 10): Buffer {
  const word = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const chunk = (type: string, data: Buffer) => Buffer.concat([word(data.length), Buffer.from(type), data, word(0)]);
  const header = Buffer.concat([word(side), word(side), Buffer.from([8, 2, 0, 0, 0])]);
  const data = deflateSync(randomBytes(300));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', data)]);
}

const claim = (buyer: Buyer, purpose: FilePurpose = 'avatar') =>
  buyer.call(fileTicket, { requestId: newRequestId(), purpose, extension: 'png' });

/** Files in the environment's storage. */
const stored = async () => (await shop.cloud.get<{ files: number }>(`/__hub/storage?env=${shop.env}`)).files;

async function put(buyer: Buyer, cloudPath: string, content: Buffer, env = shop.env): Promise<string> {
  const url = `${shop.cloud.url}/__cloud/uploadFile?env=${env}&cloudPath=${encodeURIComponent(cloudPath)}`;
  const response = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(content),
    headers: { 'x-dev-openid': buyer.openid },
  });
  return ((await response.json()) as { fileID: string }).fileID;
}

async function committed(buyer: Buyer, purpose: FilePurpose, content = png()) {
  const { fileId, cloudPath } = await claim(buyer, purpose);
  const uploaded = await put(buyer, cloudPath, content);
  return { uploaded, ...(await buyer.call(fileCommit, { fileId, uploaded })) };
}

describe('a picture', () => {
  it('that nobody else sees is ready at once, byte for byte, for its owner alone', async () => {
    const buyer = shop.buyer();
    const content = png();
    const { fileId, state, uploaded } = await committed(buyer, 'appraisal-picture', content);
    expect(state).toBe('ready');
    expect(await buyer.call(fileCommit, { fileId, uploaded })).toMatchObject({ fileId, state });
    const { url } = await buyer.call(fileUrl, { fileId });
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(content);
    for (const action of ['file-url', 'file-delete']) {
      expect(await shop.buyer().send(action, { fileId })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
    }
    await buyer.call(fileDelete, { fileId });
    expect(await buyer.send('file-url', { fileId })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
    expect((await fetch(url)).status).toBe(404);
  });

  it('that others see is checked first; only the platform can say that it has passed', async () => {
    const buyer = shop.buyer();
    const { fileId, state } = await committed(buyer, 'avatar');
    expect(state).toBe('checking');
    const forged = { MsgType: 'event', Event: 'wxa_media_check', trace_id: fileId, result: { suggest: 'pass' } };
    expect(await buyer.send('file-checked', forged)).toMatchObject({ ok: true });
    const stateNow = async () => (await shop.documents<{ state: string }>('files', { _id: fileId }))[0]!.state;
    expect(await stateNow()).toBe('checking');
    await shop.advance(MINUTE);
    await expect.poll(stateNow).toBe('ready');
  });

  it('whose check cannot be started is for a person to look at', async () => {
    await shop.cloud.post('/__hub/wechat/faults', { env: shop.env, api: 'security.mediaCheckAsync', errcode: -1 });
    const { fileId, state } = await committed(shop.buyer(), 'avatar');
    expect(state).toBe('review');
    const support = shop.operator(['support']);
    expect(await support.call(fileReview, { fileId, pass: true })).toMatchObject({ state: 'ready' });
  });
});

it('a face is a picture of one’s own that was uploaded for that and has passed its check, and nothing else', async () => {
  const [buyer, other] = [shop.buyer(), shop.buyer()];
  const { fileId } = await committed(buyer, 'avatar');
  const show = (by: Buyer, avatar: string) => by.send('account-update', { avatar });
  expect(await show(buyer, fileId)).toMatchObject({ error: { code: 'AVATAR_UNUSABLE' } });
  await shop.advance(MINUTE);
  await expect.poll(async () => (await show(buyer, fileId)).ok).toBe(true);
  const picture = await committed(buyer, 'appraisal-picture');
  for (const [by, file] of [
    [other, fileId],
    [buyer, picture.fileId],
    [buyer, `fil_${'0'.repeat(26)}`],
  ] as const) {
    expect(await show(by, file)).toMatchObject({ error: { code: 'AVATAR_UNUSABLE' } });
  }
  expect(await show(buyer, 'cloud://other.1/avatar.png')).toMatchObject({ error: { code: 'INVALID_INPUT' } });
});

it('what a user has uploaded goes with his account, to the last byte', async () => {
  const buyer = shop.buyer();
  const before = await stored();
  const { fileId, kept } = await committed(buyer, 'appraisal-picture').then(async (file) => {
    const [document] = await shop.documents<{ userId: string; kept: string }>('files', { _id: file.fileId });
    return { ...file, ...document! };
  });
  await claim(buyer).then(({ cloudPath }) => put(buyer, cloudPath, png()));
  expect(await stored()).toBe(before + 2);
  await buyer.call(accountDelete, {});
  const [{ userId }] = (await shop.documents<{ userId: string }>('files', { _id: fileId })) as [{ userId: string }];
  await shop.db.collection('accounts').doc(userId).update({ deletionDueAt: '2026-01-01T00:00:00.000Z' });
  const swept = [await shop.asSystem(accountSweep, {}), await shop.asSystem(fileSweep, {})];
  expect(swept).toMatchObject([{ deleted: 0, held: 1 }, { removed: 2 }]);
  await shop.asSystem(eventSweep, {});
  expect(await shop.asSystem(accountSweep, {})).toMatchObject({ deleted: 1 });
  expect([await stored(), await shop.documents('files', { kept })]).toEqual([before, []]);
});

describe('from outside of WeChat', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await signedIn();
  });

  /** Somebody who has come in by a code. */
  async function signedIn(): Promise<Visitor> {
    const one = createVisitor(shop.cloud, shop.env);
    const identifier = newPhone();
    const guest = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
    const sent = await codeFor(shop.cloud, guest, identifier, 'login');
    return one.signIn(await one.call(authLoginByCode, { identifier, ...sent }));
  }
  const claimed = (purpose: FilePurpose) =>
    visitor.call(fileTicket, { requestId: newRequestId(), purpose, extension: 'png' });
  const send = (url: string, headers: Record<string, string>, content: Buffer) =>
    fetch(url, { method: 'PUT', headers, body: new Uint8Array(content) });

  it('a file goes straight into the storage, by a request that is signed for its place alone', async () => {
    const content = png();
    const { fileId, cloudPath } = await claimed('appraisal-picture');
    const { url, headers, uploaded } = await visitor.call(fileUpload, { cloudPath });
    const elsewhere = url.replace(fileId, `fil_${'0'.repeat(26)}`);
    expect((await send(elsewhere, headers, content)).status).toBe(403);
    expect((await send(url, {}, content)).status).toBe(403);
    expect((await send(url, headers, content)).status).toBe(200);
    expect(await visitor.call(fileCommit, { fileId, uploaded })).toMatchObject({
      state: 'ready',
      bytes: content.length,
    });
    const link = await visitor.call(fileUrl, { fileId });
    expect(Buffer.from(await (await fetch(link.url)).arrayBuffer())).toEqual(content);
    expect((await visitor.send('file-upload', { cloudPath })).answer).toMatchObject({
      error: { code: 'FILE_NOT_FOUND' },
    });
    expect((await visitor.send('file-upload', { cloudPath: uploaded })).status).toBe(404);
  });

  it('what others will see is looked at by a person, as WeChat does not check it', async () => {
    const { fileId, cloudPath } = await claimed('avatar');
    const { url, headers, uploaded } = await visitor.call(fileUpload, { cloudPath });
    await send(url, headers, png());
    expect(await visitor.call(fileCommit, { fileId, uploaded })).toMatchObject({ state: 'review' });
  });

  it('what comes to a place after its file was deleted goes as well, once its request is too old to be used', async () => {
    const before = await stored();
    const { fileId, cloudPath } = await claimed('appraisal-picture');
    const { url, headers, uploaded } = await visitor.call(fileUpload, { cloudPath });
    await send(url, headers, png());
    await visitor.call(fileCommit, { fileId, uploaded });
    await visitor.call(fileDelete, { fileId });
    await shop.asSystem(fileSweep, {});
    expect((await send(url, headers, png())).status).toBe(200);
    expect(await stored()).toBe(before + 1);
    await shop.db.collection('files').doc(fileId).update({ dueAt: '2026-01-01T00:00:00.000Z' });
    await shop.asSystem(fileSweep, {});
    expect(await stored()).toBe(before);
  });

  it('nobody gets a request for a place that is not his', async () => {
    const { cloudPath } = await claim(shop.buyer());
    for (const by of [visitor, await signedIn()]) {
      expect((await by.send('file-upload', { cloudPath })).answer).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
    }
    const guest = createVisitor(shop.cloud, shop.env);
    expect((await guest.send('file-upload', { cloudPath })).status).toBe(401);
  });
});

describe('what is refused', () => {
  it('a place that was not claimed: somebody else’s, another environment’s, or one that climbs', async () => {
    const [buyer, other] = [shop.buyer(), shop.buyer()];
    const theirs = await claim(other);
    const uploaded = await put(other, theirs.cloudPath, png());
    const { fileId, cloudPath } = await claim(buyer);
    const root = uploaded.slice(0, uploaded.indexOf('/u/'));
    const elsewhere = await put(buyer, cloudPath, png(), 'bazi');
    for (const place of [
      uploaded,
      elsewhere,
      `${root}/x/../${cloudPath}`,
      `${root}/${cloudPath}/../${theirs.cloudPath}`,
    ]) {
      const answer = await buyer.send('file-commit', { fileId, uploaded: place });
      expect(answer).toMatchObject({ error: { code: 'FILE_REFUSED' } });
    }
    expect(await other.call(fileCommit, { fileId: theirs.fileId, uploaded })).toMatchObject({ state: 'checking' });
  });

  it('a script that calls itself a picture, and one that is too large; both are removed', async () => {
    const buyer = shop.buyer();
    for (const content of [
      Buffer.from('<svg><script>1</script></svg>'),
      Buffer.concat([png(), Buffer.alloc(2_200_000)]),
    ]) {
      const { fileId, cloudPath } = await claim(buyer);
      const uploaded = await put(buyer, cloudPath, content);
      const answer = await buyer.send('file-commit', { fileId, uploaded });
      expect(answer).toMatchObject({ error: { code: 'FILE_REFUSED' } });
      const again = await buyer.send('file-commit', { fileId, uploaded });
      expect(again).toMatchObject({ error: { code: 'FILE_NOT_UPLOADED' } });
    }
  });

  it('more files than a user may have, however many are claimed at once', async () => {
    const buyer = shop.buyer();
    const claims = await Promise.allSettled(Array.from({ length: 6 }, () => claim(buyer)));
    const places = claims.filter(({ status }) => status === 'fulfilled').length;
    const kept = await shop.documents<{ _id: string; userId: string }>('files', {
      state: 'awaited',
      purpose: 'avatar',
    });
    expect(places).toBeLessThanOrEqual(3);
    expect(places).toBeGreaterThan(0);
    const [own] = claims.filter((one) => one.status === 'fulfilled');
    const { userId } = kept.find(({ _id }) => _id === own!.value.fileId)!;
    expect(kept.filter((file) => file.userId === userId)).toHaveLength(places);
  });
});

it('what nobody commits is removed after a day', async () => {
  const buyer = shop.buyer();
  const { fileId, cloudPath } = await claim(buyer);
  const uploaded = await put(buyer, cloudPath, png());
  await shop.db.collection('files').doc(fileId).update({ dueAt: '2026-01-01T00:00:00.000Z' });
  await shop.asSystem(fileSweep, {});
  expect(await shop.documents('files', { _id: fileId })).toEqual([]);
  expect(await buyer.send('file-commit', { fileId, uploaded })).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
});
