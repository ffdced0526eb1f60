import { generateKeyPair as generate, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { writeDurably } from '../../wechat-pay/durable-file.js';

const generateKeyPair = promisify(generate);
const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
/** Apple's and Chrome's limit for a server's certificate is 398 days. */
const LEAF_DAYS = 365;

interface Identity {
  certificate: forge.pki.Certificate;
  pem: string;
  key: forge.pki.rsa.PrivateKey;
}

/** A certificate authority of this data folder alone: whoever trusts its `ca.pem` can use the local cloud as HTTPS proxy. */
export interface Authority {
  /** Certificate of the authority, for NODE_EXTRA_CA_CERTS. */
  file: string;
  /** Resolves once the file is there. */
  ready: Promise<void>;
  /** What a server needs to answer for one host. */
  contextFor(host: string): Promise<SecureContext>;
}

export function openAuthority(dataDir: string): Authority {
  const file = path.join(dataDir, 'ca.pem');
  const keyFile = path.join(dataDir, 'ca-key.pem');
  const contexts = new Map<string, Promise<SecureContext>>();
  const authority =
    existsSync(file) && existsSync(keyFile) ? Promise.resolve(load(file, keyFile)) : create(file, keyFile);
  // Whoever asks for a certificate hears of a failure; nobody else needs to.
  authority.catch(() => undefined);
  let leafKey: Promise<forge.pki.rsa.KeyPair> | undefined;

  async function issue(host: string): Promise<SecureContext> {
    leafKey ??= newKey();
    const [{ certificate: issuer, key }, leaf] = await Promise.all([authority, leafKey]);
    const certificate = draft(leaf.publicKey, host, LEAF_DAYS);
    certificate.setIssuer(issuer.subject.attributes);
    certificate.setExtensions([
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ]);
    certificate.sign(key, forge.md.sha256.create());
    return createSecureContext({
      key: forge.pki.privateKeyToPem(leaf.privateKey),
      cert: forge.pki.certificateToPem(certificate),
    });
  }

  return {
    file,
    ready: authority.then(() => undefined),
    contextFor(host) {
      const known = contexts.get(host);
      if (known) return known;
      const made = issue(host);
      contexts.set(host, made);
      return made;
    },
  };
}

function load(file: string, keyFile: string): Identity {
  const pem = readFileSync(file, 'utf8');
  return {
    pem,
    certificate: forge.pki.certificateFromPem(pem),
    key: forge.pki.privateKeyFromPem(readFileSync(keyFile, 'utf8')) as forge.pki.rsa.PrivateKey,
  };
}

async function create(file: string, keyFile: string): Promise<Identity> {
  const { publicKey, privateKey } = await newKey();
  const certificate = draft(publicKey, 'CloudBase local cloud', CA_DAYS);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  certificate.sign(privateKey, forge.md.sha256.create());
  const pem = forge.pki.certificateToPem(certificate);
  writeDurably(keyFile, forge.pki.privateKeyToPem(privateKey));
  writeDurably(file, pem);
  return { pem, certificate, key: privateKey };
}

/** OpenSSL finds primes fifty times faster than JavaScript does. */
async function newKey(): Promise<forge.pki.rsa.KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { publicKey: forge.pki.publicKeyFromPem(publicKey), privateKey: forge.pki.privateKeyFromPem(privateKey) };
}

/** A positive number without a zero in front: OpenSSL reads no certificate whose serial begins with two of them. */
export function newSerial(random: Buffer): string {
  return `4${random.toString('hex').slice(1)}`;
}

/** Valid by the machine's clock: TLS clients outside of functions know no other. */
function draft(publicKey: forge.pki.rsa.PublicKey, commonName: string, days: number): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = newSerial(randomBytes(16));
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + days * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  return certificate;
}
