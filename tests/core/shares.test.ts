import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bazi } from '../../shared/apps/bazi.js';
import { accountDelete } from '../../shared/contracts/account/delete.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { recordSave } from '../../shared/contracts/record/save.js';
import { shareCreate } from '../../shared/contracts/share/create.js';
import { shareList } from '../../shared/contracts/share/list.js';
import { shareOpen } from '../../shared/contracts/share/open.js';
import { sharePoster } from '../../shared/contracts/share/poster.js';
import { SHARE_PAGE } from '../../shared/contracts/share/share.js';
import { shareWithdraw } from '../../shared/contracts/share/withdraw.js';
import { shareOf } from '../contracts/scenarios/share.js';
import { openTheatre, type Stage, stageOf } from '../contracts/stage.js';
import { callFunction, newRequestId } from '../kit/buyer.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { scan } from '../kit/scan.js';
import { codeFor, createVisitor, newPhone } from '../kit/visitor.js';

let cloud: RunningCloud;
let stage: Stage;
beforeAll(async () => {
  cloud = await openTheatre();
  stage = stageOf(cloud, bazi);
});
afterAll(() => cloud.stop());

const DAY = 86_400_000;
const refused = (code: string) => ({ ok: false, error: { code } });
const sweep = () => stage.system().send('share-sweep', {});
const pictureAt = async (url: string) => {
  const response = await fetch(url);
  return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
};

interface KeptShare {
  _id: string;
  state: string;
  opens: number;
  pictures: Record<string, { file: string }>;
}
const keptShare = async (shareId: string) =>
  ((await stage.snapshot()).shares as KeptShare[]).find(({ _id }) => _id === shareId);

/** Files in the environment's storage. */
const storedFiles = async () => (await cloud.get<{ files: number }>(`/__hub/storage?env=${stage.env}`)).files;

/** Cloud calls of the last run of a function. */
async function lastCallsOf(name: string): Promise<Record<string, number>> {
  const [last] = await cloud.get<{ roundTrips: Record<string, number> }[]>(
    `/__hub/invocations?env=${stage.env}&name=${name}&limit=1`,
  );
  return last!.roundTrips;
}

describe('a shared chart', () => {
  it('is opened by anybody who scans the code of its poster, without the birth that it was made from', async () => {
    const owner = stage.member();
    const birth = { calendar: 'solar', year: 1987, month: 3, day: 14, hour: 9, minute: 26 } as const;
    const place = { longitude: 104.0417 };
    const subject = { birth, place, sex: 'female', ziRule: 'day-at-23', trueSolar: true } as const;
    const { shareId, card } = await owner.call(shareCreate, shareOf({ subject, name: '云中客', decades: true }));
    const poster = await owner.call(sharePoster, { shareId, variant: 'poster' });
    expect(poster).toMatchObject({ width: 1080, height: 1440, code: 'miniprogram', replaced: [] });

    const png = await pictureAt(poster.url);
    const scanned = scan(png!);
    expect(scanned).toEqual({ width: 1080, height: 1440, text: `${cloud.url}/bazi/#/${SHARE_PAGE}?scene=${shareId}` });
    const scene = new URLSearchParams(scanned.text!.split('?')[1]).get('scene')!;
    const opened = await callFunction(cloud, stage.env, 'share-open', { shareId: scene });
    expect(opened).toMatchObject({ ok: true, data: { card, mine: false } });
    expect(await owner.call(shareOpen, { shareId })).toMatchObject({ mine: true });

    const kept = JSON.stringify(await keptShare(shareId));
    const logs = await cloud.get<{ name: string; logs: { text: string }[] }[]>(
      `/__hub/invocations?env=${stage.env}&limit=50`,
    );
    const lines = JSON.stringify(logs.filter(({ name }) => name.startsWith('share-')).map((one) => one.logs));
    for (const told of ['1987', '-03-14', '3月14', '9:26', '104.04', 'female', '女']) {
      for (const text of [JSON.stringify(opened), kept, lines]) expect(text).not.toContain(told);
      expect(png!.includes(told)).toBe(false);
    }
    for (const told of ['云中客', card.pillars[2]!.ganzhi!]) {
      for (const text of [kept, lines]) expect(text).not.toContain(told);
    }
  });

  it('tells nothing of a hidden hour, neither by its pillar nor by what is counted', async () => {
    const owner = stage.member();
    const at = (hour: number) => ({ ...shareOf().subject!, birth: { ...shareOf().subject!.birth, hour } });
    const morning = await owner.call(shareCreate, shareOf({ subject: at(8), hideHour: true }));
    const evening = await owner.call(shareCreate, shareOf({ subject: at(18), hideHour: true }));
    expect(morning.card).toEqual(evening.card);
    expect(morning.card).toMatchObject({ hour: 'hidden', pillars: { 3: { ganzhi: null, tenGod: null, nayin: null } } });
    const open = await owner.call(shareCreate, shareOf({ subject: at(8) }));
    expect(open.card.elements).not.toEqual(morning.card.elements);
  });

  it('is drawn once: the second time there is only a link', async () => {
    const owner = stage.member();
    const { shareId } = await owner.call(shareCreate, shareOf({ name: '阿𠮷😀' }));
    const first = await owner.call(sharePoster, { shareId, variant: 'card' });
    expect(first).toMatchObject({ width: 1000, height: 800, code: null, replaced: ['𠮷', '😀'] });
    // What the instance inserts for itself, its counts, is no part of the call.
    const { 'database.insertDocument': _own, ...drawing } = await lastCallsOf('share-poster');
    expect(drawing).toEqual({
      ...{ 'database.getDocument': 1, 'database.modifyDocument': 2 },
      ...{ 'storage.getUploadMetadata': 1, 'storage.batchGetDownloadUrl': 1 },
    });
    const png = await pictureAt(first.url);
    expect(scan(png!)).toEqual({ width: 1000, height: 800, text: undefined });

    expect(await owner.call(sharePoster, { shareId, variant: 'card' })).toMatchObject({ replaced: ['𠮷', '😀'] });
    const calls = Object.keys(await lastCallsOf('share-poster'));
    expect(calls).not.toContain('storage.getUploadMetadata');
    expect(calls).not.toContain('database.modifyDocument');
  });

  it('has a QR code of the site for who is not in WeChat', async () => {
    const visitor = createVisitor(cloud, stage.env);
    const phone = newPhone();
    const asGuest = (name: string, input: object) => callFunction(cloud, stage.env, name, input);
    const code = await codeFor(cloud, asGuest, phone, 'login');
    visitor.signIn(await visitor.call(authLoginByCode, { identifier: phone, ...code }));
    const { shareId } = await visitor.call(shareCreate, shareOf());
    const poster = await visitor.call(sharePoster, { shareId, variant: 'poster' });
    expect(poster.code).toBe('h5');
    expect(scan((await pictureAt(poster.url))!).text).toBe(`${cloud.url}/h5/bazi/#/${SHARE_PAGE}?id=${shareId}`);
  });

  it('is the same share when the request is repeated, and is made of a saved chart as well', async () => {
    const owner = stage.member();
    const { subject, ...rest } = shareOf();
    const saved = { requestId: newRequestId(), name: '外婆', relation: 'family', subject: subject! } as const;
    const { recordId } = await owner.call(recordSave, saved);
    const asked = { ...rest, recordId };
    const both = await Promise.all([owner.call(shareCreate, asked), owner.call(shareCreate, asked)]);
    expect(both[0]).toEqual(both[1]);
    expect((await owner.call(shareList, {})).items).toEqual([both[0]]);
    expect(await stage.member().send('share-create', { ...asked, requestId: newRequestId() })).toMatchObject(
      refused('RECORD_NOT_FOUND'),
    );
  });
});

describe('what is not shared', () => {
  it.each([
    ['a name that nobody should see', { name: '赌 博群主' }, 'SHARE_NAME_REFUSED'],
    ['the chart of a child', { subject: { ...shareOf().subject!, birth: childBirth() } }, 'SHARE_NOT_FOR_CHILDREN'],
    ['without a word on what eight characters tell', { told: false }, 'INVALID_INPUT'],
    ['a chart and another', { recordId: 'rec_00000000000000000000000000' }, 'INVALID_INPUT'],
    ["somebody else's reading", { today: false, readingId: 'rdg_00000000000000000000000000' }, 'READING_NOT_FOUND'],
  ])('is %s', async (_, changes, code) => {
    expect(await stage.member().send('share-create', { ...shareOf(), ...changes })).toMatchObject(refused(code));
  });

  it('is more than the rule allows, of however many at once', async () => {
    const owner = stage.member();
    const send = async (): Promise<string> => {
      const input = shareOf({ name: undefined as never });
      for (;;) {
        const answer = await owner.send('share-create', input);
        if (answer.ok) return 'OK';
        if (answer.error.code !== 'RATE_LIMITED') return answer.error.code;
        await stage.advance(answer.error.retryAfterMs ?? 1000);
      }
    };
    for (let made = 0; made < 17; made += 1) expect(await send()).toBe('OK');
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    expect(new Set(answers)).toEqual(new Set(['OK', 'SHARE_LIMIT']));
    const { items } = await owner.call(shareList, { limit: 50 });
    expect(items.length).toBe(17 + answers.filter((one) => one === 'OK').length);
    expect(items.length).toBeLessThanOrEqual(20);
    while ((await owner.call(shareList, { limit: 50 })).items.length < 20) expect(await send()).toBe('OK');
    expect(await send()).toBe('SHARE_LIMIT');
  });
});

describe('the end of a share', () => {
  it('is up to its owner alone; nothing of it is left, and its pictures go', async () => {
    const owner = stage.member();
    const { shareId } = await owner.call(shareCreate, shareOf());
    const { url } = await owner.call(sharePoster, { shareId, variant: 'card' });
    expect(await stage.member().send('share-withdraw', { shareId })).toMatchObject(refused('SHARE_NOT_FOUND'));
    expect(await stage.member().send('share-poster', { shareId, variant: 'card' })).toMatchObject(
      refused('SHARE_NOT_FOUND'),
    );

    await owner.call(shareWithdraw, { shareId });
    expect(await owner.call(shareWithdraw, { shareId })).toEqual({ shareId });
    for (const [name, input] of [
      ['share-open', { shareId }],
      ['share-poster', { shareId, variant: 'card' }],
    ] as const) {
      expect(await owner.send(name, input)).toMatchObject(refused('SHARE_NOT_FOUND'));
    }
    expect(await pictureAt(url)).toBeUndefined();
    expect(await keptShare(shareId)).toMatchObject({ state: 'withdrawn', card: null });
    await stage.advance(DAY + 1000);
    await sweep();
    expect(await keptShare(shareId)).toBeUndefined();
  });

  it('takes a picture with it that was finished while it was being withdrawn', async () => {
    const owner = stage.member();
    const { shareId } = await owner.call(shareCreate, shareOf());
    const late = { kind: 'latency', function: 'share-withdraw', action: 'database.modifyDocument', ms: 3000, times: 1 };
    await cloud.post('/__hub/faults', late);
    const withdrawn = owner.call(shareWithdraw, { shareId });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const drawn = await owner.send('share-poster', { shareId, variant: 'card' });
    await withdrawn;
    await cloud.remove('/__hub/faults');
    if (drawn.ok) expect(await pictureAt((drawn.data as { url: string }).url)).toBeUndefined();
  });

  it('comes when it expires, also for a picture that was being drawn by who died', async () => {
    const owner = stage.member();
    const before = await storedFiles();
    const { shareId, expiresAt } = await owner.call(shareCreate, shareOf());
    // Its note of the file is the fourth call, or the fifth where the instance makes one of its own.
    for (const nth of [4, 5]) {
      const note = { function: 'share-poster', action: 'database.modifyDocument', nth, when: 'before' };
      await cloud.post('/__hub/faults', { kind: 'crash', times: 1, ...note });
    }
    await owner.send('share-poster', { shareId, variant: 'card' }).catch(() => undefined);
    await cloud.remove('/__hub/faults');
    expect(await storedFiles()).toBe(before + 1);
    const { iso } = await cloud.get<{ iso: string }>('/__hub/clock');
    await stage.advance(Date.parse(expiresAt) - Date.parse(iso) + 1000);
    expect(await owner.send('share-open', { shareId })).toMatchObject(refused('SHARE_NOT_FOUND'));
    await sweep();
    expect(await keptShare(shareId)).toBeUndefined();
    // Those of the tests before have expired as well.
    expect(await storedFiles()).toBe(0);
  });
});

it('goes with the account of its owner, and its pictures with it', async () => {
  const owner = stage.member();
  const { shareId } = await owner.call(shareCreate, shareOf());
  const before = await storedFiles();
  await owner.call(sharePoster, { shareId, variant: 'card' });
  expect(await storedFiles()).toBe(before + 1);
  await owner.call(accountDelete, {});
  await stage.advance(8 * DAY);
  for (let turns = 0; turns < 5 && (await keptShare(shareId)); turns += 1) {
    for (const name of ['account-sweep', 'event-sweep', 'share-sweep']) await stage.system().send(name, {});
  }
  expect(await keptShare(shareId)).toBeUndefined();
  expect(await storedFiles()).toBe(before);
  expect(await stage.system().send('account-sweep', {})).toMatchObject({ ok: true });
});

it('openings are counted, but for those of who shared it', async () => {
  const owner = stage.member();
  const { shareId } = await owner.call(shareCreate, shareOf());
  await owner.call(shareOpen, { shareId });
  for (let turn = 0; turn < 3; turn += 1) await stage.member().call(shareOpen, { shareId });
  await expect.poll(async () => (await keptShare(shareId))?.opens, { timeout: 5000 }).toBe(3);
});

it('a code that WeChat does not make is an error that says so, and the next time there is one', async () => {
  const owner = stage.member();
  const { shareId } = await owner.call(shareCreate, shareOf());
  const fault = { env: stage.env, api: 'wxacode.getUnlimited', errcode: 41030, errmsg: 'invalid page', times: 1 };
  await cloud.post('/__hub/wechat/faults', fault);
  const poster = { shareId, variant: 'poster' };
  expect(await owner.send('share-poster', poster)).toMatchObject(refused('SHARE_CODE_UNAVAILABLE'));
  expect(await owner.send('share-poster', poster)).toMatchObject({ ok: true });
});

function childBirth() {
  return { calendar: 'solar', year: 2020, month: 5, day: 17, hour: 8 } as const;
}
