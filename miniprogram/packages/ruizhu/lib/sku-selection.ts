import type { catalogGet } from '../../../../shared/contracts/catalog/get.js';
import type { Output } from '../../../../shared/contracts/contract.js';

export type Product = Output<typeof catalogGet>;
export type Sku = Product['skus'][number];
/** Option name → chosen value; options not yet chosen are absent. */
export type Choice = Readonly<Record<string, string>>;

export interface OptionView {
  name: string;
  values: { value: string; chosen: boolean; disabled: boolean }[];
}

const fits = (sku: Sku, choice: Choice) => Object.entries(choice).every(([name, value]) => sku.options[name] === value);

/** The SKU that a complete choice stands for. */
export function chosenSku(product: Product, choice: Choice): Sku | undefined {
  if (product.options.some(({ name }) => choice[name] === undefined)) return undefined;
  return product.skus.find((sku) => fits(sku, choice));
}

/** What can still be chosen: a value is disabled when, with the other options as chosen, nothing of it is left. */
export function optionViews(product: Product, choice: Choice): OptionView[] {
  return product.options.map(({ name, values }) => ({
    name,
    values: values.map((value) => ({
      value,
      chosen: choice[name] === value,
      disabled: !product.skus.some((sku) => sku.available > 0 && fits(sku, { ...choice, [name]: value })),
    })),
  }));
}

/** Chooses a value; chosen again it is taken back. */
export function choose(choice: Choice, name: string, value: string): Choice {
  const { [name]: before, ...rest } = choice;
  return before === value ? rest : { ...rest, [name]: value };
}

/** What a visitor need not be asked: for each option, its value when only one of them can be had. */
export function startingChoice(product: Product): Choice {
  const choice: Record<string, string> = {};
  for (const { name, values } of optionViews(product, {})) {
    const left = values.filter(({ disabled }) => !disabled);
    if (left.length === 1) choice[name] = left[0]!.value;
  }
  return choice;
}

/** Whether nothing of it can be ordered now. */
export const soldOut = (product: Product) => product.skus.every(({ available }) => available === 0);

/** The lowest price and whether there are others, over the SKUs that the choice still allows. */
export function priceOf(product: Product, choice: Choice): { fen: number; from: boolean } {
  const prices = product.skus.filter((sku) => fits(sku, choice)).map(({ price }) => price);
  if (prices.length === 0) return { fen: 0, from: false };
  const fen = Math.min(...prices);
  return { fen, from: Math.max(...prices) > fen };
}

/** One SKU's choice on one line: `墨黑 · 中号`. */
export const optionsText = (options: Choice) => Object.values(options).join(' · ');
