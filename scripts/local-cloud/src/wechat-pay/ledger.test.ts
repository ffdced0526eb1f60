import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openLedger } from './ledger.js';

/** Pays order after order, and says so after each write has returned. */
const WRITER = `
  import { openLedger } from '${new URL('./ledger.ts', import.meta.url).href}';
  const ledger = openLedger(process.argv[1]);
  for (let n = Number(process.argv[2]); ; n++) {
    ledger.together(() => {
      ledger.trades.put({ outTradeNo: 'ord_' + n, prepayId: 'wx' + n, state: 'SUCCESS' });
      ledger.notices.put({ id: 'n' + n, state: 'pending', about: 'ord_' + n });
    });
    console.log(n);
  }
`;

describe('the ledger', () => {
  it('has every acknowledged payment with its callback after kill -9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    let acknowledged = -1;
    for (let round = 0; round < 4; round++) {
      const args = ['--import', 'tsx', '--input-type=module', '-e', WRITER, folder, String(acknowledged + 1000)];
      const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const lines = createInterface({ input: writer.stdout });
      const ended = new Promise((resolve) => writer.on('exit', resolve));
      let seen = 0;
      for await (const line of lines) {
        acknowledged = Number(line);
        if (++seen === 25) writer.kill('SIGKILL');
      }
      await ended;
      const ledger = openLedger(folder);
      expect(ledger.trades.get(`ord_${acknowledged}`)).toBeDefined();
      expect(ledger.notices.find('third', `ord_${acknowledged}`)).toHaveLength(1);
      expect(ledger.trades.all()).toHaveLength(ledger.notices.all().length);
      ledger.close();
    }
  });

  it('keeps all writes of a group or none', () => {
    const ledger = openLedger(mkdtempSync(join(tmpdir(), 'ledger-')));
    const refund = { outRefundNo: 'R1', refundId: '1', outTradeNo: 'a' } as Parameters<typeof ledger.refunds.put>[0];
    expect(() =>
      ledger.together(() => {
        ledger.refunds.put(refund);
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(ledger.refunds.get('R1')).toBeUndefined();
    ledger.close();
  });
});
