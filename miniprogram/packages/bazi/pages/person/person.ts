import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import type { BirthErrors } from '../../components/birth-form/birth-form';
import { type BirthForm, emptyForm, partOf, subjectOf } from '../../lib/birth-form';
import type { Chart, ChartRecord, Subject } from '../../lib/current-subject';
import { givePerson, personOf } from '../../lib/given-person';

/** Fills in somebody for the page that asked, for this time alone or to be kept as well. */
Page({
  data: {
    form: emptyForm(),
    errors: {} as BirthErrors,
    busy: '' as '' | 'use' | 'save',
    saving: false,
    subject: null as Subject | null,
  },

  onForm(event: WechatMiniprogram.CustomEvent<{ form: BirthForm }>) {
    this.setData({ form: event.detail.form, errors: {} });
  },

  async onUse() {
    const made = await this.make('use');
    if (!made) return;
    const name = made.subject.sex === 'male' ? '男方' : '女方';
    givePerson({ name, subject: made.subject, pillars: made.chart.pillars });
    wx.navigateBack();
  },

  async onSave() {
    const made = await this.make('save');
    if (made) this.setData({ subject: made.subject, saving: true });
  },

  onSaveClose() {
    this.setData({ saving: false });
  },

  onSaved(event: WechatMiniprogram.CustomEvent<{ record: ChartRecord }>) {
    this.setData({ saving: false });
    givePerson(personOf(event.detail.record));
    wx.navigateBack();
  },

  /** The birth with its chart, which shows that there was such a time; or nothing, and the form says what is wrong. */
  async make(way: 'use' | 'save'): Promise<{ subject: Subject; chart: Chart } | undefined> {
    const { form, busy } = this.data;
    if (busy) return undefined;
    if (!form.sex) {
      this.setData({ errors: { sex: '请选择性别' } });
      return undefined;
    }
    this.setData({ busy: way, errors: {} });
    try {
      const subject = subjectOf(form, form.sex);
      return { subject, chart: await api.bazi.chart(subject) };
    } catch (thrown) {
      const { fields, message } = toApiError(thrown);
      const [field, problem] = Object.entries(fields ?? {})[0] ?? ['', message];
      this.setData({ errors: { [partOf(field)]: problem } });
      return undefined;
    } finally {
      this.setData({ busy: '' });
    }
  },
});
