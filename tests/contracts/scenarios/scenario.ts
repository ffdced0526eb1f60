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

/** A test, by its path, that makes valid calls which take more preparation than fits here. Bad input and access are tested all the same. */
export interface TestedElsewhere {
  testedIn: string;
}

/** What the generated tests have to know of a module's actions. */
export interface ModuleScenarios {
  /** By action. Several where one call cannot show all: with and without an optional id, say. */
  actions: Readonly<Record<string, Scenario | readonly Scenario[] | TestedElsewhere>>;
  /**
   * What does not hold of all that the module keeps, in words; asked when every sweeper has had its turn after a crash.
   */
  broken?(stage: Stage): Promise<string[]>;
  /** Lets time pass until no sweeper of the module has anything left to do; an hour unless said. */
  settle?(stage: Stage): Promise<void>;
}

/** What somebody gets from an action on the way to another. */
export async function ask<T>(caller: Caller, name: string, input: object): Promise<T> {
  const answer = await caller.send(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
  return answer.data as T;
}
