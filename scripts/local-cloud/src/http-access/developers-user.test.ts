import { describe, expect, it } from 'vitest';
import { developersUser } from './developers-user.js';

describe('the user of a route with authentication', () => {
  it('is whom the developer names', async () => {
    expect(await developersUser('env', 'Bearer dev-alice_1')).toEqual({ uid: 'alice_1' });
  });

  it.each([
    '',
    'Bearer ',
    'Bearer dev-',
    'Bearer alice',
    'Basic dev-alice',
    'Bearer dev-a b',
    `Bearer dev-${'x'.repeat(65)}`,
  ])('is nobody with %j', async (header) => {
    expect(await developersUser('env', header)).toBeUndefined();
  });
});
