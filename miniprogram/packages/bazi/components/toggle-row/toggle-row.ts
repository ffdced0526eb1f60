/** Something that is so or not, over the width of a card: all of it answers the tap, and `toggle` tells what it is to be. */
Component({
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    value: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      this.triggerEvent('toggle', { value: !this.data.value });
    },
  },
});
