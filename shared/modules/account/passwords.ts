import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Failure } from '../../core/failure.js';
import { commonPasswords } from './common-passwords.js';
import type { Identifier } from './identities.js';

interface Cost {
  /** N = 2^logN; 128 · N · r bytes are used at a time. */
  logN: number;
  r: number;
  p: number;
}

/** OWASP Password Storage Cheat Sheet, scrypt: as strong as N=2^17 p=1, in 32 MB, which a function of 256 MB has. */
export const COST: Cost = { logN: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** A password as it is kept: `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`, salt and key in base64url. */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await stretch(password, salt, cost);
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether `password` is the one that was kept. For nobody (`null`) it takes as long, and is no.
 * @returns `outdated` when it was hashed at another cost than `COST`: hash it again
 */
export async function checkPassword(
  kept: string | null,
  password: string,
): Promise<{ right: boolean; outdated: boolean }> {
  const [, logN, r, p, salt = '', key = ''] = (kept ?? NOBODYS).split('$');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const [wanted, given] = [
    Buffer.from(key, 'base64url'),
    await stretch(password, Buffer.from(salt, 'base64url'), cost),
  ];
  const right = wanted.length === given.length && timingSafeEqual(wanted, given) && kept !== null;
  return { right, outdated: cost.logN !== COST.logN || cost.r !== COST.r || cost.p !== COST.p };
}

/** Stands in where there is no account, so that the answer takes as long. */
const NOBODYS = ['scrypt', COST.logN, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$');

/** The same letters in any of Unicode's spellings are the same password (NIST SP 800-63B, 5.1.1.2). */
function stretch(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  return derive(password.normalize('NFKC'), salt, KEY_BYTES, { N: 2 ** logN, r, p, maxmem: 160 * 2 ** logN * r });
}

/**
 * Refuses what everybody tries first: the commonest passwords, one character or one run of the keyboard over and over, and
 * the identifier itself.
 * @throws Failure INVALID_INPUT
 */
export function refuseCommon(password: string, identifiers: readonly Identifier[] = []): void {
  const plain = password.toLowerCase();
  const bare = plain.replace(/[^a-z]+$/, '').replace(/^[^a-z]+/, '');
  const own = identifiers.some(({ text }) => plain.includes(text.split('@')[0]!) && text.split('@')[0]!.length > 3);
  const common = commonPasswords.has(plain) || (bare.length > 3 && plain.length <= 12 && commonPasswords.has(bare));
  if (!common && !own && !isRun(plain) && new Set(plain).size > 2) return;
  const problem = '太常见或太简单，请换一个';
  throw new Failure('INVALID_INPUT', { message: `password：${problem}`, fields: { password: problem } });
}

const RUNS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
];

function isRun(text: string): boolean {
  return RUNS.some((run) => {
    const both = [run.repeat(13), [...run].reverse().join('').repeat(13)];
    return both.some((repeated) => repeated.includes(text));
  });
}
