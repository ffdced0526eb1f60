import type { BenefitAccount } from './account.js';

/** An account, as far as it says what was granted. */
export type GrantingAccount = Pick<BenefitAccount, '_id' | 'grants' | 'closed'>;

/** An order, as far as it says what it should have granted. */
export interface GrantingOrder {
  _id: string;
  status: string;
  lines: readonly { grants?: unknown }[];
  /** Events that its subscribers have not heard of yet. */
  outbox?: { at: string | null };
}

interface GrantProblem {
  /** The account, or the order where no account has its grant. */
  id: string;
  of: string;
  problem: string;
}

/** Where accounts of benefits and orders of an environment disagree: all accounts are shown to it, then all orders. */
export class GrantComparison {
  /** Grants that can still be used, by order: the account of each. */
  readonly #held = new Map<string, string>();
  readonly #known = new Set<string>();
  readonly #problems: GrantProblem[] = [];

  seeAccount({ _id, grants, closed }: GrantingAccount): void {
    for (const [id, { goneBy }] of Object.entries(grants)) {
      this.#known.add(id);
      if (goneBy === null && !id.startsWith('gft_')) this.#held.set(id, _id);
    }
    for (const id of Object.keys(closed)) this.#known.add(id);
  }

  seeOrder({ _id, status, lines, outbox }: GrantingOrder): void {
    if (!lines.some(({ grants }) => grants)) return;
    const account = this.#held.get(_id);
    this.#held.delete(_id);
    // What waits in its outbox is delivered once the environment lives.
    const isTold = (outbox?.at ?? null) === null;
    if (status === 'paid' && isTold && !this.#known.has(_id)) this.#note(_id, _id, 'is paid and has granted nothing');
    if (status !== 'paid' && account) this.#note(account, _id, `has a grant of an order that is ${status}`);
  }

  problems(): GrantProblem[] {
    const strays = [...this.#held].map(([of, id]) => ({
      id,
      of,
      problem: 'has a grant of an order that is not there',
    }));
    return [...this.#problems, ...strays];
  }

  #note(id: string, of: string, problem: string): void {
    this.#problems.push({ id, of, problem });
  }
}
