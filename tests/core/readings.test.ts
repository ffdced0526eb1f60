import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appidOf } from '../../scripts/local-cloud/src/functions/identity.js';
import { bazi } from '../../shared/apps/bazi.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { baziChart } from '../../shared/contracts/bazi/chart.js';
import type { Input } from '../../shared/contracts/contract.js';
import { readingDelete } from '../../shared/contracts/reading/delete.js';
import { readingGet } from '../../shared/contracts/reading/get.js';
import { readingList } from '../../shared/contracts/reading/list.js';
import { DISCLAIMER } from '../../shared/contracts/reading/reading.js';
import { readingStart } from '../../shared/contracts/reading/start.js';
import { recordList } from '../../shared/contracts/record/list.js';
import type { RecordId } from '../../shared/contracts/record/record.js';
import { recordSave } from '../../shared/contracts/record/save.js';
import { outlineOf } from '../../shared/modules/reading/outline.js';
import { askAbout, untilDone } from '../contracts/scenarios/reading.js';
import { openTheatre, type Stage, stageOf } from '../contracts/stage.js';
import { bought, passes } from '../kit/benefits.js';
import { callFunction, newRequestId } from '../kit/buyer.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { answering, type ModelSimulator, startModelSimulator } from '../kit/model-simulator.js';
import { codeFor, createVisitor, newPhone, type Visitor } from '../kit/visitor.js';

const MODEL = { QWEN_API_KEY: 'sk-test', QWEN_MODEL: 'qwen-plus' };

let model: ModelSimulator;
let cloud: RunningCloud;
let stage: Stage;
beforeAll(async () => {
  model = await startModelSimulator();
  Object.assign(process.env, MODEL, { QWEN_BASE_URL: model.url });
  cloud = await openTheatre();
  stage = stageOf(cloud, bazi);
  model.play({ status: 503 });
});
afterAll(async () => {
  for (const name of [...Object.keys(MODEL), 'QWEN_BASE_URL']) delete process.env[name];
  await cloud.stop();
  await model.stop();
});

const sweep = () => stage.system().send('reading-sweep', {});
const accounts = async () => (await stage.snapshot()).benefits as { used: { free: number } }[];

describe('a reading', () => {
  it('comes section by section, stays the same byte for byte, and goes on from where the reader is', async () => {
    model.play(answering);
    const reader = stage.member();
    const asked = askAbout();
    const { readingId, known } = await reader.call(readingStart, asked);
    expect(known).toBe(false);
    const reading = await untilDone(reader, readingId);
    expect(reading.writtenBy).toEqual({ generated: true, models: ['qwen/qwen-plus'], ruleVersion: 1 });
    expect(reading.segments.map(({ title }) => title)).toEqual(outlineOf('career').map(({ title }) => title));
    expect(reading).toMatchObject({ disclaimer: DISCLAIMER, label: '本文由人工智能生成' });
    const again = await reader.call(readingGet, { readingId });
    expect(JSON.stringify(again)).toBe(JSON.stringify(reading));
    const rest = await reader.call(readingGet, { readingId, after: 3 });
    expect(rest.segments).toEqual(reading.segments.slice(3));

    const requests = model.asked.length;
    expect(await reader.call(readingStart, asked)).toEqual({
      readingId,
      state: 'done',
      known: true,
      takenFrom: 'free',
    });
    expect(model.asked.length).toBe(requests);
  });

  it('is told the model without a name, a date of birth or a place', async () => {
    model.play(answering);
    const reader = stage.member();
    const asked = {
      ...askAbout(),
      birth: { calendar: 'solar', year: 1987, month: 3, day: 14, hour: 9, minute: 26 },
    } as const;
    await untilDone(reader, (await reader.call(readingStart, asked)).readingId);
    const sent = JSON.stringify(model.asked.at(-1)!.body);
    for (const told of [reader.openid, '1987-03-14', '3月14', '9:26', '09:26']) expect(sent).not.toContain(told);
    expect(sent).toContain((await reader.call(baziChart, { ...without(asked) })).pillars.day);
  });

  it('is kept without a text that somebody could read, and without the birth once it is done', async () => {
    model.play(answering);
    const reader = stage.member();
    await bought(stage.shop, reader, passes(1));
    const { readingId } = await reader.call(readingStart, askAbout('question'));
    await untilDone(reader, readingId);
    const kept = ((await stage.snapshot()).readings as { _id: string; asked: unknown }[]).find(
      ({ _id }) => _id === readingId,
    )!;
    expect(kept.asked).toBeNull();
    expect(JSON.stringify(kept)).not.toMatch(/循序渐进|换一份工作|年柱|日主/);
  });

  it("is nobody else's, and gone when its owner says so", async () => {
    model.play({ status: 503 });
    const reader = stage.member();
    const { readingId } = await reader.call(readingStart, askAbout());
    await untilDone(reader, readingId);
    expect(await stage.member().send('reading-get', { readingId })).toMatchObject({
      ok: false,
      error: { code: 'READING_NOT_FOUND' },
    });
    await reader.call(readingDelete, { readingId });
    expect((await reader.call(readingList, {})).items).toEqual([]);
    expect(await reader.send('reading-get', { readingId })).toMatchObject({
      ok: false,
      error: { code: 'READING_NOT_FOUND' },
    });
  });
});

describe('what is not read', () => {
  it.each([
    ['a child, but for study and health', { ...askAbout(), birth: birthIn(2015) }, 'READING_NOT_FOR_MINORS'],
    ['somebody who comes of age tomorrow', { ...askAbout('wealth'), birth: ofAgeTomorrow() }, 'READING_NOT_FOR_MINORS'],
    ['a question about gambling', { ...askAbout('question'), question: '这个月去赌 博能赢吗' }, 'QUESTION_REFUSED'],
    [
      'a question that WeChat refuses',
      { ...askAbout('question'), question: '帮我写一段敏感测试内容' },
      'QUESTION_REFUSED',
    ],
    ['for who does not say to be of age', { ...askAbout(), adult: false }, 'INVALID_INPUT'],
  ])('is %s', async (_, input, code) => {
    await cloud.post('/__hub/wechat/words', {
      env: stage.env,
      words: [{ keyword: '敏感测试', suggest: 'risky', label: 20001 }],
    });
    expect(await stage.member().send('reading-start', input)).toMatchObject({ ok: false, error: { code } });
  });

  it('may be study, for a child', async () => {
    const answer = await stage.member().send('reading-start', { ...askAbout(), birth: birthIn(2015), topic: 'study' });
    expect(answer).toMatchObject({ ok: true });
  });
});

describe("the day's quota", () => {
  it('lets through as many as it has, of twelve at once', async () => {
    model.play(answering);
    const reader = stage.member();
    const asked = Array.from({ length: 12 }, () => askAbout());
    const begin = async (input: Input<typeof readingStart>) => {
      for (;;) {
        const answer = await reader.send('reading-start', input);
        if (answer.ok || answer.error.code !== 'RATE_LIMITED') return answer;
        await new Promise((resolve) => setTimeout(resolve, 50));
        await stage.advance(answer.error.retryAfterMs ?? 1000);
      }
    };
    const answers = await Promise.all(asked.map(begin));
    const begun = answers.filter(({ ok }) => ok);
    expect(begun).toHaveLength(3);
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'READING_QUOTA_USED')).toHaveLength(9);
    expect((await reader.call(readingList, {})).items).toHaveLength(3);
  });

  it('is given back when no model wrote anything, though there is one', async () => {
    model.play({ status: 500 });
    const reader = stage.member();
    const { readingId } = await reader.call(readingStart, askAbout());
    const reading = await untilDone(reader, readingId);
    expect(reading).toMatchObject({ refunded: true, writtenBy: { generated: false, models: [] } });
    await sweep();
    expect((await accounts()).some(({ used }) => used.free < 0)).toBe(false);
    model.play(answering);
    for (let more = 0; more < 3; more += 1) await reader.call(readingStart, askAbout());
    expect(await reader.send('reading-start', askAbout())).toMatchObject({ ok: false });
  });
});

describe('a writer that dies', () => {
  it('leaves what it released, and another one goes on after it', async () => {
    model.play(answering);
    const reader = stage.member();
    await cloud.post('/__hub/faults', { kind: 'crash', function: 'reading-write', nth: 6, when: 'after', times: 1 });
    const { readingId } = await reader.call(readingStart, askAbout());
    const before = await untilReleased(reader, readingId, 1);
    await cloud.remove('/__hub/faults');
    await stage.advance(3 * 60_000);
    await sweep();
    const done = await untilDone(reader, readingId);
    expect(done.segments).toHaveLength(4);
    expect(done.segments.slice(0, before.length)).toEqual(before);
  });

  it('is no reason to keep the place of what no model wrote', async () => {
    model.play({ status: 503 });
    const reader = stage.member();
    // A look, the lease, and then a section with each call; an instance may ask for the configuration in between.
    await cloud.post('/__hub/faults', { kind: 'crash', function: 'reading-write', nth: 5, when: 'after', times: 1 });
    const { readingId } = await reader.call(readingStart, askAbout());
    expect((await untilReleased(reader, readingId, 1)).length).toBeLessThan(4);
    await cloud.remove('/__hub/faults');
    await stage.advance(3 * 60_000);
    await sweep();
    expect(await untilDone(reader, readingId)).toMatchObject({ refunded: true, writtenBy: { generated: false } });
  });
});

async function untilReleased(reader: ReturnType<Stage['member']>, readingId: string, least: number) {
  for (let tries = 0; tries < 50; tries += 1) {
    const { segments, state } = await reader.call(readingGet, { readingId: readingId as never });
    if (segments.length >= least) {
      expect(state).toBe('writing');
      return segments;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing is released');
}

/** By Beijing's calendar. */
function ofAgeTomorrow() {
  const [year, month, day] = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10).split('-').map(Number);
  return { calendar: 'solar', year: year! - 18, month: month!, day: day!, hour: 12 } as const;
}

function birthIn(year: number) {
  return { calendar: 'solar', year, month: 6, day: 1, hour: 10 } as const;
}

function without({ birth, sex, ziRule, trueSolar }: Input<typeof readingStart>) {
  return { birth, sex, ziRule, trueSolar };
}

describe('a saved chart', () => {
  it("is kept without a name, a tag, a birth or a pillar that somebody could read, and is nobody else's", async () => {
    const owner = stage.member();
    const { adult: _adult, topic: _topic, ...subject } = askAbout();
    const kept: Omit<Input<typeof recordSave>, 'requestId'> = {
      ...{ name: '林外婆', relation: 'family', tags: ['老家'], favourite: true, subject },
    };
    const saved = await owner.call(recordSave, { requestId: newRequestId(), ...kept });
    expect((await owner.call(recordList, {})).records).toEqual([saved]);
    expect((await stage.member().call(recordList, {})).records).toEqual([]);
    const [book] = (await stage.snapshot()).recordBooks as object[];
    const text = JSON.stringify(book);
    for (const told of ['林外婆', '老家', saved.pillars.day, '"birth"']) expect(text).not.toContain(told);
  });

  it('is the own one of a member until another is, also when two become that at once', async () => {
    const owner = stage.member();
    const { adult: _adult, topic: _topic, ...subject } = askAbout();
    const save = (name: string, relation: 'self' | 'family', recordId?: RecordId) =>
      owner.call(recordSave, {
        ...{ requestId: newRequestId(), name, relation, subject },
        ...(recordId && { recordId }),
      });
    const relations = async () =>
      Object.fromEntries((await owner.call(recordList, {})).records.map(({ name, relation }) => [name, relation]));

    await save('我', 'self');
    const { recordId } = await save('妹妹', 'family');
    expect(await relations()).toEqual({ 我: 'self', 妹妹: 'family' });
    await save('妹妹', 'self', recordId);
    expect(await relations()).toEqual({ 我: 'other', 妹妹: 'self' });
    await Promise.all([save('甲', 'self'), save('乙', 'self')]);
    expect(Object.values(await relations()).filter((relation) => relation === 'self')).toHaveLength(1);
    await save('妹妹', 'family', recordId);
    expect((await relations()).妹妹).toBe('family');
  });
});

describe('a stream of a reading', () => {
  const open = (readingId: string, openid: string, headers: Record<string, string> = {}) =>
    fetch(`${cloud.url}/__cloud/callHTTPFunction/${stage.env}/http-reading/?readingId=${readingId}`, {
      headers: { 'x-dev-openid': openid, ...headers },
    });

  it('brings the segments as they are released, the same bytes each time, and goes on where it broke', async () => {
    let goOn = () => {};
    const holdsFor = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    model.play({ ...answering, chunk: 8, holdsFor });
    const reader = stage.member();
    const { readingId } = await reader.call(readingStart, askAbout());
    const response = await open(readingId, reader.openid);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const pieces: string[] = [];
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      pieces.push(piece);
      goOn();
    }
    const whole = pieces.join('');
    expect(pieces.length).toBeGreaterThan(1);
    expect(whole.match(/^event: segment$/gm)).toHaveLength(4);
    expect(whole.endsWith('event: end\ndata: {"state":"done","total":4}\n\n')).toBe(true);

    expect(await (await open(readingId, reader.openid)).text()).toBe(whole);
    const resumed = await (await open(readingId, reader.openid, { 'last-event-id': '1' })).text();
    expect(whole.endsWith(resumed)).toBe(true);
    expect(resumed.startsWith('id: 2\n')).toBe(true);
    expect(await (await open(readingId, reader.openid, { 'last-event-id': '' })).text()).toBe(whole);
  });

  it('is refused to anybody else', async () => {
    const reader = stage.member();
    model.play({ status: 503 });
    const { readingId } = await reader.call(readingStart, askAbout());
    await untilDone(reader, readingId);
    expect((await open(readingId, 'o_somebody_else')).status).toBe(404);
    expect((await open('rdg_nonsense', reader.openid)).status).toBe(400);
  });
});

describe('a stream of a reading for H5', () => {
  let visitor: Visitor;
  let readingId: string;
  let route: string;
  beforeAll(async () => {
    visitor = createVisitor(cloud, stage.env);
    const identifier = newPhone();
    const guest = (name: string, input: object) => callFunction(cloud, stage.env, name, input);
    const sent = await codeFor(cloud, guest, identifier, 'login');
    visitor.signIn(await visitor.call(authLoginByCode, { identifier, ...sent }));
    model.play({ status: 503 });
    ({ readingId } = await visitor.call(readingStart, askAbout()));
    route = `/reading?readingId=${readingId}`;
  });
  const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

  it('begins after what is asked was looked at by the platform that needs no WeChat', async () => {
    const question = '我是不是一个傻瓜';
    const { answer } = await visitor.send(readingStart.name, { ...askAbout('question'), question });
    expect(answer).toMatchObject({ error: { code: 'QUESTION_REFUSED' } });
  });

  it('is opened by token and signature, and goes on where it broke', async () => {
    const answer = await visitor.open(route);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const whole = await answer.text();
    expect(whole.match(/^event: segment$/gm)).toHaveLength(4);
    expect(whole.endsWith('event: end\ndata: {"state":"done","total":4}\n\n')).toBe(true);
    const resumed = await (await visitor.open(route, { headers: { 'last-event-id': '2' } })).text();
    expect(resumed.startsWith('id: 3\n') && whole.endsWith(resumed)).toBe(true);
  });

  it('is refused without a proof, with the proof of something else, and for the reading of somebody else', async () => {
    const guest = createVisitor(cloud, stage.env);
    expect(await refusal(await guest.open(route))).toEqual([401, 'UNAUTHENTICATED']);
    const reader = stage.member();
    const other = await reader.call(readingStart, askAbout());
    const named = { 'x-wx-openid': reader.openid, 'x-wx-appid': appidOf(stage.env) };
    const theirs = `/reading?readingId=${other.readingId}`;
    expect(await refusal(await guest.open(theirs, { headers: named }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusal(await visitor.open(theirs))).toEqual([404, 'READING_NOT_FOUND']);
    expect(await refusal(await visitor.open('/reading', { path: route }))).toEqual([401, 'SIGNATURE_REFUSED']);
    expect(await refusal(await visitor.open(route, { token: 'a.b.c' }))).toEqual([401, 'CREDENTIAL_REFUSED']);
  });

  it('is open to the pages of the app, and closed to any other site', async () => {
    const ask = (origin: string) =>
      fetch(`${cloud.url}/__http/${stage.env}${route}`, { method: 'OPTIONS', headers: { origin } });
    const { status, headers } = await ask(cloud.url);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, cloud.url]);
    expect(headers.get('access-control-allow-headers')).toContain('last-event-id');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is opened no more often than a reader needs', async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) statuses.push((await visitor.open(route)).status);
    expect(statuses).toContain(429);
    const refused = await visitor.open(route);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await refused.body?.cancel();
  });
});
