import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasMerchant, openMerchant, prepareMerchant } from './merchant.js';

const NOW = Date.UTC(2026, 10, 21);
const newFolder = () => mkdtempSync(join(tmpdir(), 'merchant-'));

describe('a merchant', () => {
  it('is made once, ahead of its use or at it, and kept', async () => {
    const folder = newFolder();
    await prepareMerchant(folder, '睿珠', NOW);
    const keys = openMerchant(folder, 'another name', NOW);
    await prepareMerchant(folder, 'a third name', NOW);
    expect(openMerchant(folder, '', NOW)).toEqual(keys);
    expect(keys).toMatchObject({
      name: '睿珠',
      mchid: expect.stringMatching(/^\d{10}$/),
      apiV3Key: expect.stringMatching(/^\w{32}$/),
      publicKeyId: expect.stringMatching(/^PUB_KEY_ID_\d+$/),
    });
    const certificate = new X509Certificate(keys.merchantCertificate);
    expect(certificate.serialNumber).toBe(keys.merchantSerial);
    expect(certificate.checkPrivateKey(createPrivateKey(keys.merchantPrivateKey))).toBe(true);
  });

  it('keeps its keys from other users of the machine', async () => {
    const folder = newFolder();
    openMerchant(folder, '', NOW);
    expect(statSync(join(folder, 'apiclient_key.pem')).mode & 0o077).toBe(0);
  });

  it('whose making was broken off is made anew', async () => {
    const folder = newFolder();
    openMerchant(folder, '', NOW);
    rmSync(join(folder, 'merchant.json'));
    expect(hasMerchant(folder)).toBe(false);
    const keys = openMerchant(folder, '', NOW);
    expect(new X509Certificate(keys.platformCertificate).serialNumber).toBe(keys.platformSerial);
  });
});
