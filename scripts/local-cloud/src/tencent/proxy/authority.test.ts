import { X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { expect, it } from 'vitest';
import { newSerial } from './authority.js';

it.each([0x00, 0x7f, 0x80, 0xff])(
  'numbers certificates so that OpenSSL reads them, whatever chance gives: %i',
  (byte) => {
    const keys = forge.pki.rsa.generateKeyPair(1024);
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.serialNumber = newSerial(Buffer.alloc(16, byte));
    certificate.setSubject([{ name: 'commonName', value: 'test' }]);
    certificate.setIssuer([{ name: 'commonName', value: 'test' }]);
    certificate.sign(keys.privateKey, forge.md.sha256.create());
    expect(new X509Certificate(forge.pki.certificateToPem(certificate)).serialNumber).toMatch(/^4/);
  },
);
