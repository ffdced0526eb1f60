import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import type { BirthErrors } from '../../components/birth-form/birth-form';
import { type BirthForm, emptyForm, formOf, partOf, subjectOf } from '../../lib/birth-form';
import { type Chart, type Subject, setCurrentSubject, takeSubjectToChange } from '../../lib/current-subject';
import { whenSlow } from '../../lib/when-slow';

/** Where to look, for who does not see the part that is wrong. */
const WHERE: Record<keyof BirthErrors, string> = {
  ...{ date: '请看出生日期', time: '请看出生时间', place: '请看出生地', sex: '请选择性别', other: '' },
};

Page({
  data: {
    form: emptyForm(),
    errors: {} as BirthErrors,
    /** Said where it is in sight wherever the page is scrolled to. */
    problem: '',
    busy: false,
    slow: false,
    /** The chart of a birth that may mean another as well. */
    doubtful: null as Chart | null,
    choosing: false,
  },

  subject: null as Subject | null,

  /** A chart whose birth is to be changed is filled in. */
  onShow() {
    const changing = takeSubjectToChange();
    if (changing) this.setData({ form: formOf(changing.subject, changing.placeName), errors: {}, problem: '' });
  },

  onForm(event: WechatMiniprogram.CustomEvent<{ form: BirthForm }>) {
    this.setData({ form: event.detail.form, errors: {}, problem: '' });
  },

  onMake() {
    const { form } = this.data;
    if (form.sex) void this.make(subjectOf(form, form.sex));
    else this.complain('sex', '请选择性别：大运顺行还是逆行由它而定');
  },

  complain(part: keyof BirthErrors, problem: string) {
    this.setData({ errors: { [part]: problem }, problem: WHERE[part] || problem });
  },

  /** Makes the chart; where the time is in doubt, the charts that it may mean are offered first. */
  async make(subject: Subject, settled = false) {
    if (this.data.busy) return;
    this.setData({ busy: true, errors: {}, problem: '' });
    try {
      const chart = await whenSlow(api.bazi.chart(subject), (slow) => this.setData({ slow }));
      this.subject = subject;
      if (chart.candidates.length > 0 && !settled) this.setData({ doubtful: chart, choosing: true });
      else this.open(subject, chart);
    } catch (thrown) {
      const { fields, message } = toApiError(thrown);
      const [field, problem] = Object.entries(fields ?? {})[0] ?? ['', message];
      this.complain(partOf(field), problem);
    } finally {
      this.setData({ busy: false });
    }
  },

  open(subject: Subject, chart: Chart) {
    const { place } = this.data.form;
    setCurrentSubject({ subject, chart, ...(place && { placeName: place.name }) });
    wx.navigateTo({ url: '/packages/bazi/pages/chart/chart' });
  },

  onCandidate(event: WechatMiniprogram.CustomEvent<{ index: number }>) {
    const candidate = this.data.doubtful?.candidates[event.detail.index];
    this.setData({ choosing: false });
    if (candidate && this.subject) void this.make({ ...this.subject, birth: candidate.birth }, true);
  },

  onUndecided() {
    this.setData({ choosing: false });
  },
});
