import type { Shop } from '../../tests/kit/shop.js';

/** What one person does, once, and what a month of it is made of. */
export interface Journeys {
  /** The budget that the product's own plan names, yuan a month, and where it says so. */
  budget: { yuan: number; source: string };
  /** What a month is reckoned with when nothing else is said: users and orders a day. */
  scale: { dau: number; orders: number };
  /** One visit of a user who buys nothing. @returns pictures that the phone loads from the CDN, and KB that stay in storage, for how many months */
  visit(shop: Shop): Promise<{ pictures: number; kept?: { kb: number; months: number } }>;
  /** One order, from the cart to the money, beside a visit; absent where nothing is sold. */
  order?(shop: Shop): Promise<void>;
}
