import type { addressSave } from '../../../../shared/contracts/address/save.js';
import type { Input } from '../../../../shared/contracts/contract.js';

type Save = Input<typeof addressSave>;

/** What the form edits. */
export type RecipientForm = Required<Pick<Save, 'name' | 'phone' | 'province' | 'city' | 'district' | 'detail'>>;
export type RecipientField = keyof RecipientForm;

export const emptyForm: RecipientForm = { name: '', phone: '', province: '', city: '', district: '', detail: '' };

interface Rule {
  min: number;
  max: number;
  short: string;
  pattern?: RegExp;
}

const rules: Record<RecipientField, Rule> = {
  name: { min: 1, max: 30, short: '请填写收货人' },
  phone: { min: 1, max: 11, short: '请填写手机号', pattern: /^1[3-9]\d{9}$/ },
  province: { min: 2, max: 20, short: '请填写省份' },
  city: { min: 2, max: 20, short: '请填写城市' },
  district: { min: 0, max: 20, short: '' },
  detail: { min: 2, max: 100, short: '请填写街道、门牌号' },
};

/** Field by field what is wrong, in words; empty when the server will take it. The server's word stays the last. */
export function problemsOf(form: RecipientForm): Partial<Record<RecipientField, string>> {
  const problems: Partial<Record<RecipientField, string>> = {};
  for (const field of Object.keys(rules) as RecipientField[]) {
    const { min, max, short, pattern } = rules[field];
    const value = form[field].trim();
    if (value.length < min) problems[field] = short;
    else if (pattern && !pattern.test(value)) problems[field] = '请填写 11 位手机号';
    else if (value.length > max) problems[field] = `最多 ${max} 个字`;
  }
  return problems;
}

/** As it is sent: without blanks at the ends. */
export const trimmed = (form: RecipientForm): RecipientForm => ({
  name: form.name.trim(),
  phone: form.phone.trim(),
  province: form.province.trim(),
  city: form.city.trim(),
  district: form.district.trim(),
  detail: form.detail.trim(),
});
