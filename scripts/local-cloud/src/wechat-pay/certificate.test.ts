import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { issueCertificate } from './certificate.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('a certificate made for a key', () => {
  it('is one that Node reads, with the serial, names and dates that were asked for', () => {
    const pem = issueCertificate(
      {
        serial: '5E1A2B3C4D5E6F708192A3B4C5D6E7F801234567',
        issuer: { C: 'CN', O: 'Tenpay.com', CN: 'Tenpay.com Root CA' },
        subject: { CN: '1900000109', O: '云枢商户' },
        notBefore: Date.UTC(2026, 10, 21),
        notAfter: Date.UTC(2051, 10, 21),
      },
      privateKey,
    );
    const certificate = new X509Certificate(pem);
    expect(certificate.serialNumber).toBe('5E1A2B3C4D5E6F708192A3B4C5D6E7F801234567');
    expect(certificate.subject).toBe('CN=1900000109\nO=云枢商户');
    expect(certificate.issuer).toBe('C=CN\nO=Tenpay.com\nCN=Tenpay.com Root CA');
    expect(Date.parse(certificate.validFrom)).toBe(Date.UTC(2026, 10, 21));
    expect(Date.parse(certificate.validTo)).toBe(Date.UTC(2051, 10, 21));
    expect(certificate.verify(publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(privateKey)).toBe(true);
  });
});
