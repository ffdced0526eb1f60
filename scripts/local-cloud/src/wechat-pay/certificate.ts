import { createPublicKey, type KeyObject, sign } from 'node:crypto';

const SEQUENCE = 0x30;
const SHA256_WITH_RSA = tlv(SEQUENCE, tlv(0x06, Buffer.from('2a864886f70d01010b', 'hex')), tlv(0x05));
const NAME_OIDS = { C: '550406', O: '55040a', CN: '550403' } as const;

/** Who a certificate speaks for. */
export type DistinguishedName = Partial<Record<keyof typeof NAME_OIDS, string>>;

/** What a certificate says; instants in ms since the epoch. */
export interface CertificateClaims {
  /** Hexadecimal, 40 digits at most, first digit below 8. */
  serial: string;
  issuer: DistinguishedName;
  subject: DistinguishedName;
  notBefore: number;
  notAfter: number;
}

/**
 * Makes a self-signed X.509 v3 certificate (RFC 5280 4.1, no extensions) for an RSA key, in PEM. Node can read
 * certificates but not make them.
 */
export function issueCertificate(claims: CertificateClaims, privateKey: KeyObject): string {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const body = tlv(
    SEQUENCE,
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from(claims.serial, 'hex')),
    SHA256_WITH_RSA,
    name(claims.issuer),
    tlv(SEQUENCE, time(claims.notBefore), time(claims.notAfter)),
    name(claims.subject),
    spki,
  );
  const signature = sign('sha256', body, privateKey);
  const der = tlv(SEQUENCE, body, SHA256_WITH_RSA, tlv(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** One DER element: tag, length, value. */
function tlv(tag: number, ...contents: Buffer[]): Buffer {
  const value = Buffer.concat(contents);
  if (value.length < 0x80) return Buffer.concat([Buffer.from([tag, value.length]), value]);
  const digits = value.length.toString(16);
  const length = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, value]);
}

function name(parts: DistinguishedName): Buffer {
  const sets = Object.entries(parts).map(([key, value]) =>
    tlv(
      0x31,
      tlv(
        SEQUENCE,
        tlv(0x06, Buffer.from(NAME_OIDS[key as keyof typeof NAME_OIDS], 'hex')),
        tlv(0x0c, Buffer.from(value)),
      ),
    ),
  );
  return tlv(SEQUENCE, ...sets);
}

/** RFC 5280 4.1.2.5: two-digit years until 2049, four digits from 2050. */
function time(at: number): Buffer {
  const text = `${new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  return text < '2050' ? tlv(0x17, Buffer.from(text.slice(2))) : tlv(0x18, Buffer.from(text));
}
