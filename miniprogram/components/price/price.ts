import { yuan, yuanParts } from '../../format/money';

/** An amount: small symbol, big integer, small decimals. */
Component({
  properties: {
    /** In fen. */
    fen: { type: Number, value: 0 },
    /** Whether it is the lowest of several. */
    from: { type: Boolean, value: false },
    size: { type: String, value: 'medium' },
  },
  data: { integer: '0', decimals: '', spoken: '' },
  observers: {
    'fen, from'(fen: number, from: boolean) {
      this.setData({ ...yuanParts(fen), spoken: from ? `${yuan(fen)} 起` : yuan(fen) });
    },
  },
});
