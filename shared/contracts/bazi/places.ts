import * as z from 'zod';
import { contract } from '../contract.js';
import { lineOfText } from '../terms.js';

export const baziPlaces = contract({
  name: 'bazi-places',
  title: '查找出生地',
  access: 'guest',
  input: z.strictObject({
    /** Part of the name of a county, a city or a province, or several with spaces between. */
    text: lineOfText(1, 30),
  }),
  output: z.strictObject({
    places: z.array(
      z.strictObject({
        /** From the province down. */
        name: z.string(),
        longitude: z.number(),
        latitude: z.number(),
        timeZone: z.string(),
      }),
    ),
  }),
  budget: { roundTrips: 0, bundleKb: 1700 },
});
