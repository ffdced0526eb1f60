import {
  type Choice,
  choose,
  chosenSku,
  type OptionView,
  optionsText,
  optionViews,
  type Product,
  priceOf,
  startingChoice,
} from '../../lib/sku-selection';

const orderMost = 99;
/** From so few pieces on, how many are left is said. */
const fewPieces = 5;

/** Where a SKU and its quantity are chosen; `confirm` gives `{skuId, quantity, way}`, where way is `bag` or `buy`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    product: { type: Object, optionalTypes: [null], value: null as Product | null },
    /** `bag` or `buy` offers that button alone, `both` both. */
    way: { type: String, value: 'both' },
    /** Whether the confirmed choice is being carried out. */
    busy: { type: Boolean, value: false },
  },
  data: {
    choice: {} as Choice,
    options: [] as OptionView[],
    fen: 0,
    from: false,
    skuId: '',
    available: 0,
    quantity: 1,
    said: '',
    stock: '',
  },
  observers: {
    product(product: Product | null) {
      if (product) this.show(startingChoice(product));
    },
  },
  methods: {
    show(choice: Choice) {
      const product = this.properties.product as Product | null;
      if (!product) return;
      const sku = chosenSku(product, choice);
      const available = Math.min(sku?.available ?? 0, orderMost);
      const missing = product.options.filter(({ name }) => choice[name] === undefined).map(({ name }) => name);
      const { fen, from } = priceOf(product, choice);
      this.setData({
        choice,
        options: optionViews(product, choice),
        fen,
        from,
        skuId: sku?.skuId ?? '',
        available,
        quantity: Math.max(1, Math.min(this.data.quantity, available)),
        said: sku ? optionsText(sku.options) : `请选择${missing.join('、')}`,
        stock: sku && sku.available > 0 && sku.available <= fewPieces ? `仅剩 ${sku.available} 件` : '',
      });
    },
    onChoose(event: WechatMiniprogram.TouchEvent<object, object, { name: string; value: string; disabled: boolean }>) {
      const { name, value, disabled } = event.currentTarget.dataset;
      if (!disabled) this.show(choose(this.data.choice, name, value));
    },
    onQuantity(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.setData({ quantity: event.detail.value });
    },
    onConfirm(event: WechatMiniprogram.TouchEvent<object, object, { way: string }>) {
      const { skuId, quantity } = this.data;
      if (skuId) this.triggerEvent('confirm', { skuId, quantity, way: event.currentTarget.dataset.way });
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
