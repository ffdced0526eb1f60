import * as z from 'zod';
import { SomeGrants } from '../benefit/grants.js';
import { contract } from '../contract.js';
import { lineOfText, RequestId, SkuId, SpuId, textOfLines } from '../terms.js';
import { EditedProduct } from './edited.js';
import { Picture } from './product.js';

/** Ten million yuan, in fen. */
const MOST_PRICE = 1_000_000_000;

const name = lineOfText(1, 20);
/** Names of options are names of fields. */
const optionName = name.refine((text) => !/[.$]|^__proto__$/.test(text), { message: '不能含有 . 或 $' });

const Option = z.strictObject({ name: optionName, values: z.array(name).min(1).max(50) });

const SavedSku = z.strictObject({
  /** Absent for a new SKU. Those of the product that are left out are not sold any more. */
  skuId: SkuId.optional(),
  /** Its value of each option. */
  options: z.record(optionName, name),
  /** Fen. */
  price: z.int().min(1).max(MOST_PRICE),
  /** Pieces that a new SKU begins with; one that has stock keeps what it has. */
  stock: z.int().min(0).max(1_000_000).default(0),
  /** For what is granted and not sent: it has no stock. */
  grants: SomeGrants.optional(),
});

const SavedProduct = z.strictObject({
  title: lineOfText(1, 60),
  subtitle: lineOfText(0, 100).default(''),
  pictures: z.array(Picture.min(1)).max(20).default([]),
  story: z.array(textOfLines(2000)).max(50).default([]),
  facts: z
    .array(z.strictObject({ name, value: lineOfText(1, 200) }))
    .max(50)
    .default([]),
  options: z.array(Option).max(5).default([]),
  skus: z.array(SavedSku).min(1).max(200),
  rank: z.int().min(0).max(1_000_000).default(1000),
  onSale: z.boolean().default(false),
});

/** The parts of a product that have to fit each other: every SKU one value of each option, and no two the same. */
const fitting = SavedProduct.superRefine(({ options, skus }, { addIssue }) => {
  const problem = (path: (string | number)[], message: string) => addIssue({ code: 'custom', path, message });
  for (const [at, option] of options.entries()) {
    const { values } = option;
    if (options.findIndex((other) => other.name === option.name) < at) problem(['options', at, 'name'], '与前面的重复');
    if (new Set(values).size < values.length) problem(['options', at, 'values'], '有重复的值');
  }
  const seen = { choices: new Set<string>(), ids: new Set<string>() };
  for (const [at, { skuId, options: choice }] of skus.entries()) {
    const chosen = new Map(Object.entries(choice));
    const values = options.map(({ name }) => chosen.get(name));
    const known = options.every((option, place) => option.values.includes(values[place] ?? ''));
    const text = JSON.stringify(values);
    if (!known || Object.keys(choice).length !== options.length) {
      problem(['skus', at, 'options'], '每个选项应有且只有一个已列出的值');
    } else if (seen.choices.has(text)) problem(['skus', at, 'options'], '与前面的规格相同');
    if (skuId !== undefined && seen.ids.has(skuId)) problem(['skus', at, 'skuId'], '与前面的重复');
    seen.choices.add(text);
    if (skuId !== undefined) seen.ids.add(skuId);
  }
});

export const catalogSave = contract({
  name: 'catalog-save',
  title: '新增或修改商品',
  access: 'catalog.write',
  idempotent: 'claimed',
  audited: ({ spuId }) => spuId ?? 'new',
  input: z.strictObject({
    requestId: RequestId,
    /** Absent for a new product. */
    spuId: SpuId.optional(),
    /** The version that whoever changes it saw; nothing for a new one. */
    version: z.int().min(0).default(0),
    product: fitting,
  }),
  output: EditedProduct,
  errors: ['PRODUCT_NOT_FOUND', 'PRODUCT_CHANGED'],
  budget: { roundTrips: 12, perLine: 1 },
});
