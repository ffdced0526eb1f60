import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import type { BirthErrors } from '../../components/birth-form/birth-form';
import { type BirthForm, emptyForm, partOf, subjectOf } from '../../lib/birth-form';
import { setCurrentSubject } from '../../lib/current-subject';

Page({
  data: {
    form: emptyForm(),
    errors: {} as BirthErrors,
    busy: false,
  },

  onForm(event: WechatMiniprogram.CustomEvent<{ form: BirthForm }>) {
    this.setData({ form: event.detail.form, errors: {} });
  },

  async onMake() {
    const { form, busy } = this.data;
    if (busy) return;
    if (!form.sex) {
      this.setData({ errors: { sex: '请选择性别：大运顺行还是逆行由它而定' } });
      return;
    }
    this.setData({ busy: true, errors: {} });
    try {
      const subject = subjectOf(form, form.sex);
      const chart = await api.bazi.chart(subject);
      setCurrentSubject({ subject, chart, ...(form.place && { placeName: form.place.name }) });
      wx.navigateTo({ url: '/packages/bazi/pages/chart/chart' });
    } catch (thrown) {
      const { fields, message } = toApiError(thrown);
      const [field, problem] = Object.entries(fields ?? {})[0] ?? ['', message];
      this.setData({ errors: { [partOf(field)]: problem } });
    } finally {
      this.setData({ busy: false });
    }
  },
});
