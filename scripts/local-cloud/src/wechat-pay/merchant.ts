import { createPublicKey, generateKeyPair, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueCertificate } from './certificate.js';
import { writeDurably } from './durable-file.js';
import { randomDigits, randomHex } from './signing.js';

/** Everything that a merchant and the payment platform sign and encrypt with; keys and certificates are PEM. */
export interface MerchantKeys {
  mchid: string;
  /** What the cashier shows as the receiver. */
  name: string;
  merchantSerial: string;
  merchantPrivateKey: string;
  merchantCertificate: string;
  /** 32 characters. */
  apiV3Key: string;
  platformSerial: string;
  platformCertificate: string;
  platformPrivateKey: string;
  /** `PUB_KEY_ID_` and digits. */
  publicKeyId: string;
  publicKey: string;
  /** The platform's half of `publicKey`, with which answers in public-key mode are signed. */
  publicKeyPrivateKey: string;
}

const PEM_FILES = {
  merchantPrivateKey: 'apiclient_key.pem',
  merchantCertificate: 'apiclient_cert.pem',
  platformPrivateKey: 'platform_key.pem',
  platformCertificate: 'platform_cert.pem',
  publicKeyPrivateKey: 'pub_key_private.pem',
  publicKey: 'pub_key.pem',
} as const;
const RSA_2048 = { modulusLength: 2048 } as const;
const generateKeyPairLater = promisify(generateKeyPair);
const IDENTITY_FILE = 'merchant.json';
const FIVE_YEARS = 5 * 365 * 86_400_000;

/** Says whether a folder holds a merchant already. */
export const hasMerchant = (folder: string): boolean => existsSync(join(folder, IDENTITY_FILE));

/**
 * Reads the merchant of a folder, or makes one there. The identity is written last, so that a crash half-way leaves a
 * folder that counts as empty.
 * @param now ms since the epoch, start of the certificates' validity
 */
export function openMerchant(folder: string, name: string, now: number): MerchantKeys {
  if (!hasMerchant(folder)) createMerchant(folder, name, now, [newKey(), newKey(), newKey()]);
  const identity = JSON.parse(readFileSync(join(folder, IDENTITY_FILE), 'utf8')) as MerchantKeys;
  const pems = Object.entries(PEM_FILES).map(([key, file]) => [key, readFileSync(join(folder, file), 'utf8')]);
  return { ...identity, ...Object.fromEntries(pems) };
}

/** Makes the merchant of a folder, unless there is one, without holding up anything else while keys are searched. */
export async function prepareMerchant(folder: string, name: string, now: number): Promise<void> {
  if (hasMerchant(folder)) return;
  const pairs = await Promise.all(Array.from({ length: 3 }, () => generateKeyPairLater('rsa', RSA_2048)));
  const [merchant, platform, publicKey] = pairs.map(({ privateKey }) => privateKey) as Keys;
  // Somebody may have opened it meanwhile.
  if (!hasMerchant(folder)) createMerchant(folder, name, now, [merchant, platform, publicKey]);
}

/** The merchant's key, the platform's, and the platform's half of the public key. */
type Keys = [merchant: KeyObject, platform: KeyObject, publicKey: KeyObject];

function createMerchant(folder: string, name: string, now: number, [merchant, platform, publicKey]: Keys): void {
  const mchid = `19${randomDigits(8)}`;
  const [merchantSerial, platformSerial] = [newSerial(), newSerial()];
  const validity = { notBefore: now - 86_400_000, notAfter: now + FIVE_YEARS };
  const issuer = { C: 'CN', O: 'Tenpay.com', CN: 'Tenpay.com Root CA (local cloud)' };
  const pems: Record<keyof typeof PEM_FILES, string> = {
    merchantPrivateKey: privatePem(merchant),
    merchantCertificate: issueCertificate(
      { serial: merchantSerial, issuer, subject: { CN: mchid, O: name }, ...validity },
      merchant,
    ),
    platformPrivateKey: privatePem(platform),
    platformCertificate: issueCertificate(
      {
        serial: platformSerial,
        issuer,
        subject: { CN: 'Tenpay.com sign (local cloud)', O: 'Tenpay.com' },
        ...validity,
      },
      platform,
    ),
    publicKeyPrivateKey: privatePem(publicKey),
    publicKey: createPublicKey(publicKey).export({ type: 'spki', format: 'pem' }) as string,
  };
  mkdirSync(folder, { recursive: true });
  for (const [key, file] of Object.entries(PEM_FILES)) {
    writeDurably(join(folder, file), pems[key as keyof typeof PEM_FILES]);
  }
  const identity = {
    mchid,
    name,
    merchantSerial,
    apiV3Key: randomHex(32),
    platformSerial,
    publicKeyId: `PUB_KEY_ID_0${mchid}${randomDigits(26)}`,
  };
  writeDurably(join(folder, IDENTITY_FILE), `${JSON.stringify(identity, null, 2)}\n`);
}

const newKey = (): KeyObject => generateKeyPairSync('rsa', RSA_2048).privateKey;
const privatePem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
/** 20 bytes with a clear top bit, or DER would read the number as negative. */
const newSerial = (): string => `5${randomHex(39)}`;
