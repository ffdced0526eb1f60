import { expect, it } from 'vitest';
import { stretchesRun } from './coverage.js';

const range = (startOffset: number, endOffset: number, count: number) => ({ startOffset, endOffset, count });

it('takes a function that ran without the block in it that did not', () => {
  const functions = [{ ranges: [range(0, 100, 1)] }, { ranges: [range(10, 50, 1), range(20, 30, 0)] }];
  expect(stretchesRun(functions)).toEqual([
    [0, 20],
    [30, 100],
  ]);
});

it('takes what runs in a function within a function that did not', () => {
  const functions = [{ ranges: [range(0, 100, 1)] }, { ranges: [range(10, 60, 0)] }, { ranges: [range(20, 30, 1)] }];
  expect(stretchesRun(functions)).toEqual([
    [0, 10],
    [20, 30],
    [60, 100],
  ]);
});

it('takes nothing of what never ran', () => {
  expect(stretchesRun([{ ranges: [range(0, 100, 0)] }, { ranges: [range(5, 9, 0)] }])).toEqual([]);
});
