import { callFunction } from '../../../tests/kit/buyer.js';
import type { Journeys } from '../journey.js';

const subject = {
  birth: { calendar: 'solar', year: 1990, month: 5, day: 17, hour: 8, minute: 30 },
  place: { longitude: 104.04 },
  sex: 'female',
  ziRule: 'day-at-23',
  trueSolar: true,
};

/** Somebody looks for a birthplace, has a chart made, and looks at the course of luck and at this year. */
export const bazi: Journeys = {
  budget: { yuan: 78, source: '000 成本预估 总计约 78 元/月' },
  async visit({ cloud }) {
    const openid = 'o_cost_visitor';
    await callFunction(cloud, 'bazi', 'user-login', {}, openid);
    await callFunction(cloud, 'bazi', 'bazi-places', { text: '成都' }, openid);
    await callFunction(cloud, 'bazi', 'bazi-chart', subject, openid);
    await callFunction(cloud, 'bazi', 'bazi-luck', subject, openid);
    await callFunction(cloud, 'bazi', 'bazi-luck', { ...subject, year: 2026 }, openid);
    return { pictures: 2 };
  },
};
