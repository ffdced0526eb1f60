import { randomBytes } from 'node:crypto';
import type { authLogin } from '../../contracts/auth/login.js';
import type { authLoginByCode } from '../../contracts/auth/login-by-code.js';
import type { authRegister } from '../../contracts/auth/register.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { UserId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { derivedId } from '../../core/ids.js';
import { type Account, accountOf, changeAccount, emptyAccount, insertAccount } from './accounts.js';
import { callersPlace, takeAttempt } from './attempts.js';
import { useCode } from './codes.js';
import { claimIdentity, type Identifier, identifierOf, keyOf, ownerOf } from './identities.js';
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
  await useCode(identifier, 'register', input.code);
  const password = await hashPassword(input.password);
  const { userId, isNew } = await openAccount(identifier, { password });
  if (!isNew) throw new Failure('ACCOUNT_EXISTS');
  return beginSession(userId);
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
  const signedIn = await beginSession(account._id);
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
  await useCode(identifier, 'login', input.code);
  const { userId, isNew } = await openAccount(identifier, {});
  return { ...(await beginSession(userId)), isNew };
}

/**
 * The account of an identifier, made when there is none. The claim of the identifier comes first: of many at once one wins, and
 * what a crash has left without an account is completed here.
 */
async function openAccount(
  identifier: Identifier,
  kept: Partial<Account>,
): Promise<{ userId: UserId; isNew: boolean }> {
  const fresh = nobody();
  const userId = await claimIdentity(identifier, fresh);
  const account = {
    ...emptyAccount(userId, 'h5'),
    ...kept,
    places: [callersPlace()],
    [identifier.kind]: identifier.text,
  };
  const isNew = userId === fresh || !(await accountOf(userId));
  return { userId, isNew: isNew && (await insertAccount(account)) };
}

/** A user id that nobody has. */
function nobody(): UserId {
  return derivedId<UserId>('user', 'h5', randomBytes(32).toString('hex'));
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
  const isKnown = account.places.includes(place);
  const places = isKnown ? account.places : [...account.places, place].slice(-MOST_PLACES);
  const asChecked = { password: account.password };
  return changeAccount(account._id, { places, ...(password !== undefined && { password }) }, asChecked);
}
