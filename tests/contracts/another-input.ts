import { resolve } from '../../scripts/lib/contracts/json-schema.js';
import type { TestedAction } from './actions.js';

/** Changes that leave most texts, numbers and flags valid. */
const CHANGES: ((value: unknown) => unknown)[] = [
  (value) => (typeof value === 'string' ? `${value}乙` : undefined),
  (value) => (typeof value === 'string' ? `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}` : undefined),
  (value) => (typeof value === 'number' ? value + 1 : undefined),
  (value) => (typeof value === 'number' ? value - 1 : undefined),
  (value) => (typeof value === 'boolean' ? !value : undefined),
  () => '另一个',
  () => true,
];

/**
 * A valid input with the same `requestId` that differs in one field.
 * @throws Error when no field can be changed: then the action cannot tell one request from another
 */
export function anotherInput({ name, contract, description, schemas }: TestedAction, input: object): object {
  const { properties = {} } = resolve(description.input, schemas);
  for (const field of Object.keys(properties).filter((key) => key !== 'requestId')) {
    const given = (input as Record<string, unknown>)[field];
    for (const change of CHANGES) {
      const value = change(given);
      const other = { ...input, [field]: value };
      if (value !== undefined && contract.input.safeParse(other).success) return other;
    }
  }
  throw new Error(`${name}: no field of its input can be changed`);
}
