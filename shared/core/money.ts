import { Fen } from '../contracts/terms.js';

/**
 * An amount of `value` fen.
 * @throws ZodError when it is not a whole number of fen, negative, or above the largest amount
 */
export function fen(value: number): Fen {
  return Fen.parse(value);
}

/** The sum; 0 for none. */
export function sum(amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce((total, amount) => total + amount, 0));
}

/** `times` pieces at `amount` each. */
export function multiply(amount: Fen, times: number): Fen {
  return fen(amount * times);
}
