import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recipient } from '../../../../shared/contracts/address/address.js';
import { emptyForm, problemsOf, type RecipientForm, trimmed } from './recipient';

const good: RecipientForm = {
  name: '沈知微',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  district: '',
  detail: '南山路 1 号',
};

describe('problemsOf', () => {
  it('asks for everything but the district', () => {
    expect(Object.keys(problemsOf(emptyForm))).toEqual(['name', 'phone', 'province', 'city', 'detail']);
    expect(problemsOf(good)).toEqual({});
  });

  it('says the same as the contract', () => {
    const text = fc.oneof(fc.string({ maxLength: 120 }), fc.constant(' '), fc.constant('杭州'));
    const phone = fc.oneof(text, fc.constantFrom('13800138000', '12800138000', '1380013800', ' 13800138000 '));
    const form = fc.record({ name: text, phone, province: text, city: text, district: text, detail: text });
    fc.assert(
      fc.property(fc.oneof(form, fc.constant(good)), (candidate) => {
        expect(Object.keys(problemsOf(candidate)).length === 0).toBe(Recipient.safeParse(trimmed(candidate)).success);
      }),
    );
  });
});
