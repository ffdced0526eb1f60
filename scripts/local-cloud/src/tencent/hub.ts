import { type Exchange, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { readScript, type Scripts } from './api/scripts.js';
import { type Account, FIXED_KEYS } from './auth/account.js';
import type { SesService } from './ses/index.js';
import type { SmsService } from './sms/index.js';

interface HubParts {
  kernel: Kernel;
  account: Account;
  scripts: Scripts;
  sms: SmsService;
  ses: SesService;
  authorityFile: string;
  /** Resolves once that file is there. */
  ready: Promise<void>;
}

/**
 * What a person or a test asks: `GET /__hub/account` keys and how to point the `tcb` CLI here;
 * `GET /__hub/sms?phone=&env=&limit=`, `DELETE /__hub/sms`;
 * `GET /__hub/email?to=&env=&limit=`, `DELETE /__hub/email`;
 * `GET /__hub/tencent/scripts`, `POST … {service, action, contains?, error?, answer?, times?}`, `DELETE …`.
 */
export function createHub({ kernel, account, scripts, sms, ses, authorityFile, ready }: HubParts): Route[] {
  const route = (method: string, path: string, act: (exchange: Exchange) => unknown): Route => ({
    method,
    path,
    handle: async (exchange) => sendJson(exchange.response, 200, (await act(exchange)) ?? {}),
  });
  const scriptPath = '/__hub/tencent/scripts';
  return [
    route('GET', '/__hub/account', async () => {
      await ready;
      return {
        ...account,
        fixedKeys: FIXED_KEYS,
        environments: kernel.environments(),
        cli: {
          http_proxy: kernel.baseUrl(),
          https_proxy: kernel.baseUrl(),
          NODE_EXTRA_CA_CERTS: authorityFile,
        },
      };
    }),
    route('GET', '/__hub/sms', ({ url: { searchParams } }) =>
      sms.outbox.list({
        ...(searchParams.get('phone') && { phone: searchParams.get('phone')! }),
        ...(searchParams.get('env') && { env: searchParams.get('env')! }),
        limit: Math.min(Math.max(Number(searchParams.get('limit')) || 100, 1), 1000),
      }),
    ),
    route('DELETE', '/__hub/sms', () => sms.outbox.clear()),
    route('GET', '/__hub/email', ({ url: { searchParams } }) =>
      ses.emails({
        ...(searchParams.get('to') && { to: searchParams.get('to')! }),
        ...(searchParams.get('env') && { env: searchParams.get('env')! }),
        limit: Math.min(Math.max(Number(searchParams.get('limit')) || 100, 1), 1000),
      }),
    ),
    route('DELETE', '/__hub/email', () => ses.clear()),
    route('GET', scriptPath, () => scripts.list()),
    route('POST', scriptPath, async ({ request }) => {
      scripts.add(readScript(await readJson(request, 1024 * 1024)));
      return scripts.list();
    }),
    route('DELETE', scriptPath, () => scripts.clear()),
  ];
}
