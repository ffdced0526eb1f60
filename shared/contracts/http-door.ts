import type { Budget, Service } from './contract.js';

/** A function that the outside world reaches over HTTP access, and that checks by itself who is calling. */
export interface HttpDoor {
  /** `http-<what>`: the name of the deployed function. */
  readonly name: `http-${string}`;
  readonly title: string;
  /** The route of the HTTP access service; the platform strips it from the path that the function sees. */
  readonly path: `/${string}`;
  /**
   * It is a web server of its own (`type: "HTTP"`), whose answers leave piece by piece. That for `wechat` believes the headers by
   * which the platform names WeChat's users: it is reached by `wx.cloud.callHTTPFunction` alone and has no route, whatever its
   * path says. That for `web` has the route, takes anybody's request, and believes nothing but an access token.
   */
  readonly streams?: 'wechat' | 'web';
  readonly uses?: readonly Service[];
  readonly budget: Budget;
  readonly timeoutSeconds?: number;
}

/** Declares a door. */
export function httpDoor(door: HttpDoor): HttpDoor {
  return Object.freeze(door);
}
