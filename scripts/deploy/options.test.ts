import { expect, it } from 'vitest';
import { readOptions } from './options.js';
import { exceeds } from './watch.js';

it('reads what was asked for', () => {
  expect(readOptions(['ruizhu', '--traffic', '10', '--watch', '5'], { CLOUDBASE_ENV: 'prod' })).toMatchObject({
    app: 'ruizhu',
    env: 'prod',
    mode: 'deploy',
    traffic: 10,
    watchMs: 300_000,
  });
});

it.each([
  [[], /usage/],
  [['ruizhu', '--traffic', '0'], /--traffic must be a whole number from 1 to 100, not 0/],
  [['ruizhu', '--traffic', '10.5'], /--traffic/],
  [['ruizhu', '--watch', 'long'], /--watch must be from 0 to 1440, not long/],
  [['ruizhu', '--plan', '--rollback'], /do not go together/],
  [['ruizhu', '--h5', 'http://example.com/api'], /--h5 must be the https address of http-api/],
  [['ruizhu', '--h5', '/api'], /--h5/],
  [['ruizhu', '--h5', 'https://example.com/api', '--rollback'], /--h5 and --rollback do not go together/],
])('refuses %j', (args, why) => {
  expect(() => readOptions(args, { CLOUDBASE_ENV: 'prod' })).toThrow(why);
});

it('wants to know the environment', () => {
  expect(() => readOptions(['ruizhu'], {})).toThrow(/CLOUDBASE_ENV/);
});

it.each([
  [1000, 2, false],
  [1000, 10, false],
  [1000, 11, true],
  [3, 3, true],
])('of %i calls %i failed: taken back %s', (calls, failures, back) => {
  expect(exceeds({ calls, failures, examples: [] }, { maxErrorPercent: 1, minFailures: 3 })).toBe(back);
});
