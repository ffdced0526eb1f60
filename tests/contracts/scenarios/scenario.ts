import type { Caller, Stage } from '../stage.js';

/** One valid call of an action: who makes it, and what is sent. */
export interface ValidCall {
  caller: Caller;
  input: object;
  /** Lines of goods that it is about, where the budget depends on them. */
  lines?: number;
}

/** Prepares what a call needs and says how to make it. Each use has people and goods of its own. */
export type Scenario = (stage: Stage) => Promise<ValidCall>;

/** What the generated tests have to know of a module's actions. */
export interface ModuleScenarios {
  /** By action. Several where one call cannot show all: with and without an optional id, say. */
  actions: Readonly<Record<string, Scenario | readonly Scenario[]>>;
  /**
   * What does not hold of all that the module keeps, in words; asked when every sweeper has had its turn after a crash.
   */
  broken?(stage: Stage): Promise<string[]>;
  /** Lets time pass until no sweeper of the module has anything left to do; an hour unless said. */
  settle?(stage: Stage): Promise<void>;
}
