import { type BirthForm, type BirthPlace, emptyForm } from '../../lib/birth-form';
import { birthFormView, turnedTime } from '../../lib/birth-form-view';
import { turned, withinWheel } from '../../lib/date-wheel';

/** From the first year of the tables to next year. */
const RANGE = { first: 1700, last: new Date().getFullYear() + 1 };

/** What is wrong with a part of the form, by part. */
export interface BirthErrors {
  date?: string;
  time?: string;
  place?: string;
  sex?: string;
  other?: string;
}

type Turn = WechatMiniprogram.CustomEvent<{ value: number[] }>;
type Chosen = WechatMiniprogram.CustomEvent<{ value: string }>;

/** A birth as one fills it in. Tells every change by `change`; who uses it keeps the form. */
Component({
  properties: {
    form: { type: Object, value: emptyForm() as BirthForm },
    errors: { type: Object, value: {} as BirthErrors },
  },
  data: {
    ...birthFormView(emptyForm(), RANGE),
    calendars: [
      { value: 'solar', label: '公历' },
      { value: 'lunar', label: '农历' },
    ],
    timeWays: [
      { value: 'clock', label: '钟表' },
      { value: 'double-hour', label: '时辰' },
      { value: 'unknown', label: '不清楚' },
    ],
    solarWays: [
      { value: 'yes', label: '换算' },
      { value: 'no', label: '不换' },
    ],
    sexes: [
      { value: 'male', label: '男' },
      { value: 'female', label: '女' },
    ],
    ziRules: [
      { value: 'day-at-23', label: '23 点换日', text: '夜里 11 点起算作第二天，最通行' },
      { value: 'day-at-0', label: '0 点换日，时干随次日', text: '晚子时仍是当天，时柱用次日的天干' },
      { value: 'day-at-0-same-stem', label: '0 点换日，时干随当日', text: '晚子时仍是当天，时柱也用当天的天干' },
    ],
    more: false,
    searching: false,
  },
  observers: {
    form(form: BirthForm) {
      this.setData(birthFormView(form, RANGE));
    },
  },
  methods: {
    change(change: Partial<BirthForm>) {
      this.triggerEvent('change', { form: { ...(this.data.form as BirthForm), ...change } });
    },
    onCalendar(event: Chosen) {
      const calendar = event.detail.value as BirthForm['calendar'];
      this.change({ calendar, date: withinWheel(calendar, (this.data.form as BirthForm).date, RANGE) });
    },
    onDate(event: Turn) {
      const { calendar, date } = this.data.form as BirthForm;
      this.change({ date: turned(calendar, date, event.detail.value, RANGE) });
    },
    onTimeWay(event: Chosen) {
      this.change({ timeWay: event.detail.value as BirthForm['timeWay'] });
    },
    onTime(event: Turn) {
      this.change(turnedTime(this.data.form as BirthForm, event.detail.value));
    },
    onSex(event: Chosen) {
      this.change({ sex: event.detail.value as NonNullable<BirthForm['sex']> });
    },
    onZiRule(event: WechatMiniprogram.TouchEvent<object, object, { value: BirthForm['ziRule'] }>) {
      this.change({ ziRule: event.currentTarget.dataset.value });
    },
    onTrueSolar(event: Chosen) {
      this.change({ trueSolar: event.detail.value === 'yes' });
    },
    onMore() {
      this.setData({ more: !this.data.more });
    },
    onSearch() {
      this.setData({ searching: true });
    },
    onClose() {
      this.setData({ searching: false });
    },
    onPlace(event: WechatMiniprogram.CustomEvent<{ place: BirthPlace | null }>) {
      this.setData({ searching: false });
      this.change({ place: event.detail.place });
    },
  },
});
