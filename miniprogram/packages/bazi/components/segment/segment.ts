export interface SegmentOption {
  value: string;
  label: string;
}

/** One of a few, side by side. */
Component({
  properties: {
    options: { type: Array, value: [] as SegmentOption[] },
    value: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
      const { value } = event.currentTarget.dataset;
      if (value !== this.data.value) this.triggerEvent('choose', { value });
    },
  },
});
