import { orderFreeFreightFrom, orderFreight } from '../../contracts/order/rules.js';
import { rule } from '../../core/config/config.js';
import type { FreightRules } from './pricing.js';

/** What sending costs at present. */
export async function freightRules(): Promise<FreightRules> {
  const [freight, freeFrom] = await Promise.all([rule(orderFreight), rule(orderFreeFreightFrom)]);
  return { freight, freeFrom };
}
