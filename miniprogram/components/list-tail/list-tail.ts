/** The foot of a paged list: more is coming, could not come, or that was all. */
Component({
  properties: {
    /** `idle`, `loading`, `failed` or `end`, as the list's pager says. */
    tail: { type: String, value: 'idle' },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
