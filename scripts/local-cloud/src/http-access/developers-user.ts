import type { Authenticate } from './door.js';

const DEVELOPERS_TOKEN = /^Bearer dev-([\w-]{1,64})$/;

/**
 * The user behind `Authorization: Bearer dev-<user id>`: the developer's word, as `x-dev-openid` is for mini-programs. Any
 * other token is nobody's.
 */
export const developersUser: Authenticate = async (_env, authorization) => {
  const uid = DEVELOPERS_TOKEN.exec(authorization)?.[1];
  return uid === undefined ? undefined : { uid };
};
