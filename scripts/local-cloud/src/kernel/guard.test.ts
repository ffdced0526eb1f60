import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type GuardOptions, guard } from './guard.js';

const baseUrl = 'http://127.0.0.1:7100';
const check = (headers: Record<string, string>, options?: GuardOptions) => () =>
  guard({ headers } as unknown as IncomingMessage, baseUrl, options);

describe('guard', () => {
  it.each(['127.0.0.1:7100', 'localhost:7100', 'localhost', '[::1]:7100', 'shop.localhost:7100'])(
    'answers to Host %s',
    (host) => {
      expect(check({ host })).not.toThrow();
    },
  );

  it.each([
    'evil.example',
    'evil.example:7100',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '',
    '10.0.0.1:7100',
  ])('refuses Host "%s"', (host) => {
    expect(check({ host })).toThrow(/loopback/);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:9999', 'http://127.0.0.1:7100.evil.example'])(
    'refuses Origin %s',
    (origin) => {
      expect(check({ host: '127.0.0.1:7100', origin })).toThrow(/may not call/);
    },
  );

  it('takes its own pages under either loopback name, and those of allowed origins', () => {
    expect(check({ host: '127.0.0.1:7100', origin: baseUrl })).not.toThrow();
    expect(check({ host: 'localhost:7100', origin: 'http://localhost:7100' })).not.toThrow();
    const allowOrigins = ['http://localhost:5173'];
    expect(check({ host: '127.0.0.1:7100', origin: 'http://localhost:5173' }, { allowOrigins })).not.toThrow();
  });

  it('refuses a cross-site request without Origin, such as a form or an image', () => {
    expect(check({ host: '127.0.0.1:7100', 'sec-fetch-site': 'cross-site' })).toThrow(/another site/);
    expect(check({ host: '127.0.0.1:7100', 'sec-fetch-site': 'none' })).not.toThrow();
  });

  it('lets a person follow a link to a page, and to nothing else', () => {
    const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const request =
      (at: { method?: string; url?: string }, headers: Record<string, string> = visit) =>
      () =>
        guard(
          { method: 'GET', url: '/console', ...at, headers: { host: '127.0.0.1:7100', ...headers } } as IncomingMessage,
          baseUrl,
          { isPage: (pathname) => pathname === '/console' },
        );
    expect(request({})).not.toThrow();
    expect(request({ url: '/console?env=shop' })).not.toThrow();
    expect(request({ url: '/__hub/status?/console' })).toThrow(/another site/);
    expect(request({ method: 'POST' })).toThrow(/another site/);
    expect(request({}, { ...visit, 'sec-fetch-dest': 'iframe' })).toThrow(/another site/);
    expect(request({}, { ...visit, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).toThrow(/another site/);
    expect(request({}, { ...visit, origin: 'https://evil.example' })).toThrow(/may not call/);
  });

  it('can let a host through that is addressed by way of a proxy', () => {
    const allowHost = (name: string) => name.endsWith('.tencentcloudapi.com');
    expect(check({ host: 'tcb.tencentcloudapi.com' }, { allowHost })).not.toThrow();
  });
});
