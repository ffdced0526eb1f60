import * as z from 'zod';
import { contract } from '../contract.js';
import { Fen, SkuId, SpuId } from '../terms.js';
import { Grants } from './grants.js';

export const benefitOffers = contract({
  name: 'benefit-offers',
  title: '可购买的权益',
  access: 'guest',
  input: z.strictObject({}),
  output: z.strictObject({
    /** In the order of the catalogue. */
    offers: z.array(
      z.strictObject({
        spuId: SpuId,
        skuId: SkuId,
        title: z.string(),
        subtitle: z.string(),
        /** Of one piece. */
        price: Fen,
        ...Grants.shape,
      }),
    ),
  }),
  budget: { roundTrips: 1 },
});
