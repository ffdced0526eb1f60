/** Asks once whether who reads is of age, and says what a reading is and is not. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
  },
  data: { ticked: false },
  methods: {
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
    onTick() {
      this.setData({ ticked: !this.data.ticked });
    },
    onGo() {
      if (this.data.ticked) this.triggerEvent('agree');
    },
  },
});
