import { expect, it } from 'vitest';
import { machineFault } from './machine-fault.js';

it.each([
  ['database or disk is full', /disk.*is full/],
  ['ENOSPC: no space left on device, write', /disk.*is full/],
  ['attempt to write a readonly database', /cannot be written/],
  ['EMFILE: too many open files', /ulimit/],
])('%s is told of in words for a person', (message, said) => {
  expect(machineFault(new Error(message))).toMatch(said);
});

it('says nothing of mistakes of the local cloud’s own', () => {
  expect(machineFault(new TypeError('x is not a function'))).toBeUndefined();
  expect(machineFault('text')).toBeUndefined();
});
