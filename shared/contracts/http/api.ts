import { httpDoor } from '../http-door.js';

export const httpApi = httpDoor({
  name: 'http-api',
  title: 'H5 与 PC 调用接口（POST /api/<module>-<action>）',
  path: '/api',
  uses: ['web'],
  budget: { roundTrips: 4, bundleKb: 2400 },
});
