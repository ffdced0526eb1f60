import type { authLogin } from '../../contracts/auth/login.js';
import type { authLoginByCode } from '../../contracts/auth/login-by-code.js';
import type { authRegister } from '../../contracts/auth/register.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { UserId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { type Account, accountOf, changeAccount } from './accounts.js';
import { callersPlace, takeAttempt } from './attempts.js';
import { useCode } from './codes.js';
import { identifierOf, keyOf, ownerOf } from './identities.js';
import { nobody, openAccount } from './open-account.js';
import { checkPassword, hashPassword, refuseCommon } from './passwords.js';
import { readRefreshToken } from './refresh-token.js';
import { beginSession, endSession } from './sessions.js';

/** Networks that are remembered as its owner's. */
const MOST_PLACES = 5;

/**
 * Makes an account for a phone or an e-mail address that the code shows to be the caller's.
 * @throws Failure CODE_WRONG; ACCOUNT_EXISTS, which only who holds the phone gets to know
 */
export async function register(input: Parsed<typeof authRegister>): Promise<Output<typeof authRegister>> {
  const identifier = identifierOf(input.identifier);
  refuseCommon(input.password, [identifier]);
  await useCode(identifier, 'register', input);
  const password = await hashPassword(input.password);
  const { account, isNew } = await openAccount(identifier, { password });
  if (!isNew) throw new Failure('ACCOUNT_EXISTS');
  return beginSession(account);
}

/**
 * Signs in by password.
 * @throws Failure SIGN_IN_REFUSED for a wrong password and for nobody's identifier, after the same work
 */
export async function login(input: Parsed<typeof authLogin>): Promise<Output<typeof authLogin>> {
  const identifier = identifierOf(input.identifier);
  const place = callersPlace();
  const userId = await ownerOf(identifier);
  const account = await accountOf(userId ?? nobody());
  await takeAttempt(keyOf(identifier), place, account?.places.includes(place) ?? false);

  const { right, outdated } = await checkPassword(account?.password ?? null, input.password);
  if (!account || !right) throw new Failure('SIGN_IN_REFUSED');
  const again = outdated ? await hashPassword(input.password) : undefined;
  const signedIn = await beginSession(account);
  if ((await noteSignIn(account, place, again)) || (await isStill(account._id, input.password))) return signedIn;
  await endSession(readRefreshToken(signedIn.refreshToken).sessionId, 'password');
  throw new Failure('SIGN_IN_REFUSED');
}

/**
 * Signs in by a code, and makes an account for who has none.
 * @throws Failure CODE_WRONG
 */
export async function loginByCode(input: Parsed<typeof authLoginByCode>): Promise<Output<typeof authLoginByCode>> {
  const identifier = identifierOf(input.identifier);
  await useCode(identifier, 'login', input);
  const { account, isNew } = await openAccount(identifier);
  const places = placesWith(account, callersPlace());
  if (places !== account.places) await changeAccount(account._id, { places });
  return { ...(await beginSession(account)), isNew };
}

async function isStill(userId: UserId, password: string): Promise<boolean> {
  const { right } = await checkPassword((await accountOf(userId))?.password ?? null, password);
  return right;
}

/**
 * Notes where somebody signed in from, once the session has begun: a password that is changed meanwhile ends the sessions that it
 * finds, and who came later is found out here.
 * @returns whether what is kept of the password is still what it was checked against
 */
function noteSignIn(account: Account, place: string, password: string | undefined): Promise<boolean> {
  const places = placesWith(account, place);
  const asChecked = { password: account.password };
  return changeAccount(account._id, { places, ...(password !== undefined && { password }) }, asChecked);
}

function placesWith({ places }: Account, place: string): string[] {
  return places.includes(place) ? places : [...places, place].slice(-MOST_PLACES);
}
