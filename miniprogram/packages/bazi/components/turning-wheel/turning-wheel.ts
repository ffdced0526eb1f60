/** Columns that are turned with a finger, or tapped. */
Component({
  properties: {
    /** Texts, column by column. */
    columns: { type: Array, value: [] as string[][] },
    /** The chosen row of each column. */
    value: { type: Array, value: [] as number[] },
    /** How many rows are seen: odd. */
    rows: { type: Number, value: 5 },
    label: { type: String, value: '' },
  },
  data: { shown: [] as { place: number; rows: string[] }[], chosen: [] as number[], spoken: '' },
  observers: {
    'columns, value'(columns: string[][], value: number[]) {
      // A row is chosen among those that are there already: the columns go first.
      this.setData({ shown: columns.map((rows, place) => ({ place, rows })) });
      const spoken = columns.map((column, index) => column[value[index] ?? 0] ?? '').join('');
      this.setData({ chosen: value, spoken });
    },
  },
  methods: {
    onChange(event: WechatMiniprogram.PickerViewChange) {
      this.triggerEvent('turn', { value: event.detail.value });
    },
  },
});
