/** Says what has just been done, and takes it back; there while it has something to say. */
Component({
  properties: { text: { type: String, value: '' } },
  methods: {
    onUndo() {
      this.triggerEvent('undo');
    },
  },
});
