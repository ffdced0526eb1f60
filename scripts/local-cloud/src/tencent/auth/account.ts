import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../../wechat-pay/durable-file.js';

/** The Tencent Cloud account that owns the environments. */
export interface Account {
  secretId: string;
  secretKey: string;
  appId: number;
  uin: string;
}

/** Key pair that works in every local cloud, for scripts and pages of documentation: it guards nothing but this machine. */
export const FIXED_KEYS = { secretId: 'local', secretKey: 'local' } as const;

/** The account of this data folder, made at its first use and kept in `account.json`. */
export function openAccount(dataDir: string): Account {
  const file = path.join(dataDir, 'account.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Account;
  const account = {
    secretId: `AKID${letters(32)}`,
    secretKey: letters(32),
    appId: randomInt(1_250_000_000, 1_399_999_999),
    uin: `1000${randomInt(10_000_000, 99_999_999)}`,
  };
  writeDurably(file, `${JSON.stringify(account, null, 2)}\n`);
  return account;
}

function letters(length: number): string {
  return randomBytes(length * 2)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, length)
    .padEnd(length, 'x');
}
