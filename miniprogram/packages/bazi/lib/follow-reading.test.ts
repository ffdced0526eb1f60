import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../api/api-error';
import { EventReader } from './event-stream';
import { type Following, type Reading, ReadingFollower, type Segment } from './follow-reading';
import { Utf8Reader } from './utf8';

const SEGMENTS: Segment[] = ['命局根基', '事业与格局', '大运与时机', '可行之道'].map((title, place) => ({
  ...{ place, title, text: `${title}：守正待时。`, facts: ['F1'] },
}));

/** A server that has released more each time it is asked, and what a page saw. */
function stage(answers: { streams?: string[]; polls?: (number | 'broken' | 'failed')[] }) {
  let released = 0;
  const shown: Reading[] = [];
  const asked: string[] = [];
  const streams = [...(answers.streams ?? [])];
  const polls = [...(answers.polls ?? [])];
  const by: Following = {
    async get(_id, after) {
      asked.push(`get ${after}`);
      const next = polls.shift();
      if (next === 'broken') throw new ApiError({ code: 'NETWORK', message: '网络不稳定' });
      if (typeof next === 'number') released = next;
      const state = next === 'failed' ? 'failed' : released === SEGMENTS.length ? 'done' : 'writing';
      return { state, total: 4, segments: SEGMENTS.slice(after, released) } as unknown as Reading;
    },
    async stream(_id, after, show) {
      asked.push(`stream ${after}`);
      const next = streams.shift() ?? 'absent';
      if (next === 'absent' || next === 'refused') return next;
      const [, from, to] = /^(\d)-(\d)/.exec(next)!;
      for (const segment of SEGMENTS.slice(Number(from), Number(to))) show(segment);
      released = Math.max(released, Number(to));
      return next.endsWith('end') ? 'ended' : 'closed';
    },
    pause: async () => {},
  };
  const follower = new ReadingFollower('rdg', (reading) => void shown.push(reading), by);
  return { follower, shown, asked, last: () => shown[shown.length - 1]! };
}

describe('following a reading', () => {
  it('shows each segment of the stream as it comes, then what is known at the end', async () => {
    const { follower, shown, asked, last } = stage({ streams: ['0-4 end'] });
    await follower.follow();
    expect(shown.map(({ segments }) => segments.length)).toEqual([0, 1, 2, 3, 4, 4]);
    expect(last()).toMatchObject({ state: 'done', segments: SEGMENTS });
    expect(asked).toEqual(['get 0', 'stream 0', 'get 4']);
  });

  it('goes on after the last segment when a stream breaks, and shows none twice that comes again', async () => {
    const { follower, asked, last } = stage({ streams: ['0-2', '1-4 end'] });
    await follower.follow();
    expect(asked).toEqual(['get 0', 'stream 0', 'get 2', 'stream 2', 'get 4']);
    expect(last().segments).toEqual(SEGMENTS);
  });

  it.each(['absent', 'refused'])('polls where a stream is %s', async (how) => {
    const { follower, asked, last } = stage({ streams: [how], polls: [0, 1, 3, 4] });
    await follower.follow();
    expect(asked.filter((one) => one.startsWith('stream'))).toHaveLength(1);
    expect(last().segments).toEqual(SEGMENTS);
  });

  it('polls after four streams that broke, as the server lets six a minute in', async () => {
    const { follower, asked } = stage({ streams: ['0-0', '0-0', '0-0', '0-0', '0-0'], polls: [0, 0, 0, 0, 0, 4] });
    await follower.follow();
    expect(asked.filter((one) => one.startsWith('stream'))).toHaveLength(4);
  });

  it('bears that the network is away for a while, and gives up when it stays away', async () => {
    const patient = stage({ polls: [1, 'broken', 'broken', 4] });
    await patient.follower.follow();
    expect(patient.last().segments).toEqual(SEGMENTS);

    const away = stage({ polls: [1, ...Array.from({ length: 5 }, () => 'broken' as const), 4] });
    await expect(away.follower.follow()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(away.last().segments).toEqual(SEGMENTS.slice(0, 1));
    await away.follower.follow();
    expect(away.asked[away.asked.length - 1]).toBe('get 1');
  });

  it('ends with a reading that failed', async () => {
    const { follower, last } = stage({ polls: [1, 'failed'] });
    await follower.follow();
    expect(last()).toMatchObject({ state: 'failed', segments: SEGMENTS.slice(0, 1) });
  });

  it('shows nothing any more once it is stopped', async () => {
    const { follower, shown } = stage({ streams: ['0-4 end'] });
    const following = follower.follow();
    follower.stop();
    await following;
    expect(shown).toEqual([]);
  });
});

describe('pieces of a stream', () => {
  const cut = (bytes: Uint8Array, places: number[]) => {
    const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
    return at.slice(1).map((to, index) => bytes.slice(at[index], to).buffer);
  };

  it('are the same text wherever they are cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        (text, places) => {
          const reader = new Utf8Reader();
          const pieces = cut(new TextEncoder().encode(text), places);
          expect(pieces.map((piece) => reader.take(piece)).join('')).toBe(text);
        },
      ),
    );
  });

  it('are the same events wherever they are cut', () => {
    const written = SEGMENTS.map((one) => `id: ${one.place}\nevent: segment\ndata: ${JSON.stringify(one)}\n\n`).join(
      '',
    );
    const bytes = new TextEncoder().encode(`: hello\n\n${written}event: end\ndata: {"state":"done"}\n\n`);
    fc.assert(
      fc.property(fc.array(fc.nat(2000), { maxLength: 12 }), (places) => {
        const reader = new EventReader();
        const events = cut(bytes, places).flatMap((piece) => reader.take(piece));
        expect(events.map(({ event }) => event)).toEqual([...SEGMENTS.map(() => 'segment'), 'end']);
        expect(events.slice(0, -1).map(({ data }) => JSON.parse(data))).toEqual(SEGMENTS);
      }),
    );
  });
});
