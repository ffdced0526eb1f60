import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallContext, within } from './context.js';
import { newCall } from './pipeline/platform.js';
import { readTraceId, readTraceparent, traceparent } from './trace.js';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a trace id that a caller names', () => {
  it('is taken when it is one, for the call that names it', () => {
    expect(newCall('a-b', { request_id: 'r' }, { $yunshu: { trace: ID } }).traceId).toBe(ID);
  });

  it.each([['', 'x'.repeat(32), ID.toUpperCase(), `${ID}0`, '0'.repeat(32), 7, null, { $gt: '' }, `${ID}\n`]].flat())(
    'is not taken when it is %j: the call begins a trace of its own',
    (trace) => {
      expect(readTraceId(trace)).toBeUndefined();
      expect(newCall('a-b', { request_id: 'r' }, { $yunshu: { trace } }).traceId).toBe('r');
    },
  );
});

describe('a traceparent header', () => {
  it('gives its trace id, also from a later version', () => {
    expect(readTraceparent(`00-${ID}-00f067aa0ba902b7-01`)).toBe(ID);
    expect(readTraceparent(`01-${ID}-00f067aa0ba902b7-01-more`)).toBe(ID);
  });

  it.each([
    `ff-${ID}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${ID}-${'0'.repeat(16)}-01`,
    ID,
    '',
  ])('gives none when it is %j', (header) => expect(readTraceparent(header)).toBeUndefined());

  it('is written so that it can be read again, for any id that the platform gives', () => {
    fc.assert(
      fc.property(fc.uuid(), (request_id) => {
        const call: CallContext = newCall('a-b', { request_id });
        expect(within(call, () => readTraceparent(traceparent()))).toBe(request_id.replaceAll('-', ''));
      }),
    );
    expect(within(newCall('a-b', {}), traceparent)).toBeUndefined();
  });
});
