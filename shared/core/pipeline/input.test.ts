import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addressSave } from '../../contracts/address/save.js';
import { contract } from '../../contracts/contract.js';
import { orderCreate } from '../../contracts/order/create.js';
import { Failure } from '../failure.js';
import { parseInput } from './input.js';

const address = {
  requestId: '12345678',
  name: '林清和',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  detail: '北山街 84 号',
};

function refusal(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('was not refused');
}

describe('the input of an action', () => {
  it('gets its defaults', () => {
    expect(parseInput(addressSave, address)).toMatchObject({ district: '', isDefault: false });
  });

  it('is refused with the name of every wrong field, and the limit', () => {
    const { code, message, fields } = refusal(() =>
      parseInput(addressSave, { ...address, name: '', phone: '110', city: 'x'.repeat(21) }),
    );

    expect(code).toBe('INVALID_INPUT');
    expect(fields).toEqual({ name: '不能少于 1 个字', phone: '应为 11 位手机号', city: '不能超过 20 个字' });
    expect(message).toBe('name：不能少于 1 个字');
  });

  it('may not hold a field that the contract does not know', () => {
    const { fields } = refusal(() => parseInput(addressSave, { ...address, userId: 'usr_1', role: 'admin' }));
    expect(fields).toEqual({ userId: '不认识的字段', role: '不认识的字段' });
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])('may not hold a field named %s either', (key) => {
    const sent = JSON.parse(`{"${key}": 1}`);
    const { fields } = refusal(() => parseInput(addressSave, { ...address, [key]: sent[key] }));
    expect(Object.keys(fields!)).toEqual([key]);
  });

  it('is named by the path of what is wrong inside of lists', () => {
    const lines = [{ skuId: 'nonsense', quantity: 100 }];
    const { fields } = refusal(() => parseInput(orderCreate, { requestId: '12345678', addressId: 'x', lines }));
    expect(Object.keys(fields!)).toEqual(['lines.0.skuId', 'lines.0.quantity', 'addressId']);
  });

  it.each([[undefined], [null], [[]], ['text'], [42]])('cannot be %j', (value) => {
    expect(refusal(() => parseInput(addressSave, value)).code).toBe('INVALID_INPUT');
  });

  it.each(['\u200b', '林\u202e清', '林\u0000清'])('shows what it says: %j is no name', (name) => {
    expect(refusal(() => parseInput(addressSave, { ...address, name })).fields).toHaveProperty('name');
  });

  it('counts the pieces of one SKU over all lines', () => {
    const line = { skuId: `sku_${'0'.repeat(26)}`, quantity: 50 };
    const order = { requestId: '12345678', addressId: `adr_${'0'.repeat(26)}`, lines: [line, line] };
    expect(refusal(() => parseInput(orderCreate, order)).fields).toEqual({
      'lines.1.quantity': '同一规格每单不能超过 99 件',
    });
  });

  it('never finds its values in the refusal', () => {
    const secret = 'hunter2hunter2';
    const pin = contract({
      name: 'test-pin',
      title: '',
      access: 'guest',
      input: z.strictObject({ pin: z.string().max(4), kind: z.enum(['a', 'b']) }),
      output: z.null(),
      budget: { roundTrips: 0 },
    });
    const failure = refusal(() => parseInput(pin, { pin: secret, kind: secret }));
    expect(JSON.stringify([failure.message, failure.fields])).not.toContain(secret);
  });

  it('gets a short refusal however much there is of it', () => {
    const mess = Object.fromEntries(Array.from({ length: 1000 }, (_, place) => [`k${place}`.padEnd(5000, 'x'), place]));
    const failure = refusal(() => parseInput(addressSave, mess));
    expect(JSON.stringify([failure.message, failure.fields]).length).toBeLessThan(4000);
  });
});
