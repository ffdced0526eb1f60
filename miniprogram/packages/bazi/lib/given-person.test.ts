import { expect, it } from 'vitest';
import { givePerson, type Person, takeGivenPerson } from './given-person';

it('hands a person over once', () => {
  const person = { name: '林小满' } as Person;
  givePerson(person);
  expect(takeGivenPerson()).toBe(person);
  expect(takeGivenPerson()).toBeUndefined();
});
