import type { ChartRecord, Subject } from './current-subject';

/** Somebody whom one page hands to another, in memory alone. */
export interface Person {
  name: string;
  subject: Subject;
  pillars: ChartRecord['pillars'];
}

let given: Person | undefined;

/** Hands a person from the page where he was filled in to the one that asked. */
export function givePerson(person: Person): void {
  given = person;
}

/** The person given since the last time, once. */
export function takeGivenPerson(): Person | undefined {
  const taken = given;
  given = undefined;
  return taken;
}

export const personOf = ({ name, subject, pillars }: ChartRecord): Person => ({ name, subject, pillars });
