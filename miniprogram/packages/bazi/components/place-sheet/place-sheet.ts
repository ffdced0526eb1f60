import { toApiError } from '../../../../api/api-error';
import { type BirthPlace, longitudeText } from '../../lib/birth-form';
import { PlaceSearch } from '../../lib/place-search';
import { ZONES } from '../../lib/time-zones';

const search = new PlaceSearch();
const nothing = { state: 'empty' as 'empty' | 'loading' | 'found' | 'none' | 'failed', places: [] as BirthPlace[] };

/** Where somebody was born: a place of China by its name, or a longitude and a clock abroad. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    place: { type: Object, value: null as BirthPlace | null },
  },
  data: {
    ...nothing,
    failure: '',
    text: '',
    abroad: false,
    longitude: '',
    /** Which clock; −1 before one was chosen: another's clock would give another day. */
    zone: -1,
    zones: ZONES.map(({ label }) => label),
    problem: '',
  },
  methods: {
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
    onType(event: WechatMiniprogram.Input) {
      const text = event.detail.value.trim();
      this.setData({ text: event.detail.value });
      if (text === '') {
        search.stop();
        this.setData(nothing);
        return;
      }
      this.look(text);
    },
    look(text: string) {
      if (this.data.places.length === 0) this.setData({ state: 'loading' });
      search.type(
        text,
        (places) => this.setData({ places, state: places.length > 0 ? 'found' : 'none' }),
        (thrown) => this.setData({ state: 'failed', failure: toApiError(thrown).message, places: [] }),
      );
    },
    onRetry() {
      this.look(this.data.text.trim());
    },
    onPick(event: WechatMiniprogram.TouchEvent<object, object, { index: number }>) {
      const place = this.data.places[event.currentTarget.dataset.index];
      if (place) this.triggerEvent('choose', { place });
    },
    onUnknown() {
      this.triggerEvent('choose', { place: null });
    },
    onAbroad() {
      this.setData({ abroad: !this.data.abroad });
    },
    onLongitude(event: WechatMiniprogram.Input) {
      this.setData({ longitude: event.detail.value, problem: '' });
    },
    onZone(event: WechatMiniprogram.PickerChange) {
      this.setData({ zone: Number(event.detail.value), problem: '' });
    },
    onUse() {
      const longitude = Number(this.data.longitude.trim());
      const isLongitude = /^-?\d{1,3}(\.\d{1,4})?$/.test(this.data.longitude.trim()) && Math.abs(longitude) <= 180;
      if (!isLongitude) {
        this.setData({ problem: '经度应在 -180 到 180 之间，西经写作负数，如 -73.97' });
        return;
      }
      const clock = ZONES[this.data.zone];
      if (!clock) {
        this.setData({ problem: '请选择当地所用的时间，如 纽约时间' });
        return;
      }
      const { label, timeZone } = clock;
      this.triggerEvent('choose', { place: { name: `${longitudeText(longitude)}，${label}`, longitude, timeZone } });
    },
  },
});
