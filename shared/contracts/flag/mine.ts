import * as z from 'zod';
import { SettingName } from '../config/config.js';
import { contract } from '../contract.js';

export const flagMine = contract({
  name: 'flag-mine',
  title: '查看我可用的功能',
  access: 'guest',
  input: z.strictObject({
    /** Flags that the page wants to know of; one that is no longer there is off. */
    names: z.array(SettingName).max(50),
  }),
  output: z.strictObject({ on: z.array(z.string()) }),
  budget: { roundTrips: 0 },
});
