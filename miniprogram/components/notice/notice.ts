/** What a page or list says when it has nothing to show: one sentence and one way on. */
Component({
  properties: {
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    /** The way on; no button when empty. */
    action: { type: String, value: '' },
  },
  methods: {
    onTap() {
      this.triggerEvent('action');
    },
  },
});
