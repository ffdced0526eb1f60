/** A sheet from below that says what a term means; open while it has a title. */
Component({
  properties: {
    title: { type: String, value: '' },
    text: { type: String, value: '' },
  },
  methods: {
    onClose() {
      this.triggerEvent('close');
    },
    onVisible({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.triggerEvent('close');
    },
  },
});
