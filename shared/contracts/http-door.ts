import type { Budget, Service } from './contract.js';

/** A function that the outside world reaches over HTTP access, and that checks by itself who is calling. */
export interface HttpDoor {
  /** `http-<what>`: the name of the deployed function. */
  readonly name: `http-${string}`;
  readonly title: string;
  /** The route of the HTTP access service; the platform strips it from the path that the function sees. */
  readonly path: `/${string}`;
  /**
   * It is a web server of its own (`type: "HTTP"`), whose answers leave piece by piece. It is reached by
   * `wx.cloud.callHTTPFunction` alone and has no route, whatever its path says.
   */
  readonly streams?: true;
  readonly uses?: readonly Service[];
  readonly budget: Budget;
  readonly timeoutSeconds?: number;
}

/** Declares a door. */
export function httpDoor(door: HttpDoor): HttpDoor {
  return Object.freeze(door);
}
