import type { authSendCode } from '../../contracts/auth/send-code.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { MINUTE, SECOND } from '../../core/time.js';
import type { CodeSender } from './code-sender.js';
import { makeCode, VALID_FOR } from './codes.js';
import { identifierOf } from './identities.js';
import { requesterOf, takeOfTheDay } from './requester.js';

/**
 * Sends a code to whoever holds the phone or the mailbox. It is sent whether there is an account or not, so that the answer and
 * the time it takes tell nothing.
 * @throws Failure RATE_LIMITED, CODE_NOT_SENT
 */
export async function sendCode(
  { identifier: text, purpose }: Parsed<typeof authSendCode>,
  sender: CodeSender,
): Promise<Output<typeof authSendCode>> {
  const identifier = identifierOf(text);
  const requester = await requesterOf(identifier);
  const { ticket, code } = await makeCode(identifier, purpose, requester);
  await takeOfTheDay(requester);
  await sender.send(identifier, code, VALID_FOR / MINUTE);
  return { ticket, validForSeconds: VALID_FOR / SECOND, nextInSeconds: MINUTE / SECOND };
}
