import { createHash } from 'node:crypto';

const MODULUS = 1n << 256n;

/**
 * How many lines there are, and the sum of their SHA-256: equal for the same lines in whatever order, and for no other that anybody
 * has come by without meaning to.
 */
export class Tally {
  count = 0;
  #sum = 0n;

  add(line: string): void {
    this.count += 1;
    this.#sum = (this.#sum + BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)) % MODULUS;
  }

  get sum(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }

  equals(other: Tally): boolean {
    return this.count === other.count && this.sum === other.sum;
  }
}
