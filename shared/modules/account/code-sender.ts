import type { Identifier } from './identities.js';

/** The way to a telephone number or an e-mail address. */
export interface CodeSender {
  /**
   * Sends a code; repeated, it sends it twice.
   * @throws Failure CODE_NOT_SENT when it has not left
   */
  send(to: Identifier, code: string, validForMinutes: number): Promise<void>;
}
