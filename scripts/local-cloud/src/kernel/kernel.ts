import type { Clock } from './clock.js';

/** What every service of the local cloud is built on. */
export interface Kernel {
  clock: Clock;
  /** The folder that holds all state; each service keeps its files below `<dataDir>/<env>/<service>`. */
  dataDir: string;
  /** Where this local cloud can be reached, for example `http://127.0.0.1:7100`. Known once it listens. */
  baseUrl(): string;
  /** Says whether an environment of this name exists. */
  hasEnvironment(env: string): boolean;
  /** Ids of all environments. */
  environments(): string[];
  /** Prints one line for the person who runs the local cloud. */
  log(line: string): void;
}
