import type { Grants } from '../../contracts/benefit/grants.js';
import type { Goods } from '../ruizhu/goods.js';

interface Benefit extends Pick<Goods, 'title' | 'subtitle' | 'story'> {
  /** Tells it from the others for good; its ids are made of it. */
  number: number;
  yuan: number;
  grants: Grants;
}

const NO_PLAN = { planDays: 0, planPerDay: 0 };
const NO_PASSES = { passes: 0, passDays: null };

const benefits: readonly Benefit[] = [
  {
    number: 1,
    title: '单次解读',
    subtitle: '任一主题一次，一年内有效',
    story: ['一张解读券，用于任一主题的一次解读。解读没有完成时自动退回；七天内未使用可以退款。'],
    yuan: 9.9,
    grants: { passes: 1, passDays: 365, ...NO_PLAN },
  },
  {
    number: 2,
    title: '十次解读',
    subtitle: '任一主题十次，两年内有效',
    story: ['十张解读券，自己用，也可以为家人的命盘解读。七天内未使用可以退款。'],
    yuan: 68,
    grants: { passes: 10, passDays: 730, ...NO_PLAN },
  },
  {
    number: 3,
    title: '月度会员',
    subtitle: '全部主题，每天五次，三十天',
    story: ['会员期内每天五次解读，主题不限。续费从到期日顺延；七天内未使用可以退款。'],
    yuan: 28,
    grants: { ...NO_PASSES, planDays: 30, planPerDay: 5 },
  },
  {
    number: 4,
    title: '年度会员',
    subtitle: '全部主题，每天十次，三百六十五天',
    story: ['会员期内每天十次解读，主题不限。续费从到期日顺延；七天内未使用可以退款。'],
    yuan: 198,
    grants: { ...NO_PASSES, planDays: 365, planPerDay: 10 },
  },
];

const fixedId = (prefix: string, number: number) => `${prefix}_01JBZ${String(number).padStart(21, '0')}`;

/** What is sold in a demonstration of 八字: the same ids on every run. Prices are the owner's to set, with `catalog-save`. */
export const demoBenefits: readonly Goods[] = benefits.map(({ number, yuan, grants, ...words }) => ({
  spuId: fixedId('spu', number),
  ...words,
  pictures: [],
  facts: [],
  options: [],
  skus: [{ skuId: fixedId('sku', number * 100 + 1), options: {}, price: Math.round(yuan * 100), stock: 0, grants }],
}));
