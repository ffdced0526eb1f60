import type { Instant, UserId } from '../../contracts/terms.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** A person known to one app. The id follows from the WeChat identity, so it is never looked up. */
export interface User {
  _id: UserId;
  openid: string;
  appid: string;
  createdAt: Instant;
}

export const userCollection = declareCollection('users', [{ name: 'createdAt', keys: [['createdAt', -1]] }], {
  of: '_id',
  onDeletion: { remove: true },
  partOfAccount: true,
});
export const users = collection<User>(userCollection.name);
