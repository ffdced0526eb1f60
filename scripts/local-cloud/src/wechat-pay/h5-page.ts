import { HttpError, type Route } from '../kernel/http.js';
import type { Accounts } from './account.js';
import { findPrepay } from './trades.js';

const PATH = '/__wechat-pay/h5/';

/** The page that an `h5_url` leads to, where WeChat would open: the payer pays or goes back to `redirect_url`. */
export function createH5Page(accounts: Accounts): Route {
  return {
    method: 'GET',
    path: PATH,
    handle({ url, response }) {
      const prepayId = decodeURIComponent(url.pathname.slice(PATH.length));
      const found = findPrepay(accounts.existing(), prepayId);
      if (!found) throw new HttpError(404, 'PREPAY_NOT_EXIST', `no order has the prepay_id ${prepayId}`);
      const { account, trade } = found;
      const page = Buffer.from(render(account.keys.name, trade.description, trade.total, prepayId));
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': page.length,
        'content-security-policy':
          "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'",
      });
      response.end(page);
    },
  };
}

const render = (merchant: string, description: string, fen: number, prepayId: string) => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>微信支付 (本地模拟)</title>
<style>
  body { font: 16px system-ui, sans-serif; max-width: 24rem; margin: 15vh auto; padding: 0 1rem; text-align: center; color: #1a1a1a }
  b { display: block; font-size: 2.4rem; margin: .6rem 0 2rem }
  button { width: 100%; padding: .9rem; margin-bottom: .8rem; border: 0; border-radius: .5rem; font-size: 1rem }
  #pay { background: #07c160; color: #fff }
</style>
<p>${escapeHtml(merchant)}<br>${escapeHtml(description)}</p><b>¥${(fen / 100).toFixed(2)}</b>
<button id="pay">确认支付</button><button id="cancel">取消</button><p id="said" role="status"></p>
<script>
  const back = new URLSearchParams(location.search).get('redirect_url');
  const decide = async (action) => {
    const answer = await fetch('/__wechat-pay/cashier/${encodeURIComponent(prepayId)}', {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, openid: 'oLocalH5Payer' }),
    });
    const { errMsg, message } = await answer.json();
    if (back && /^https?:/.test(back)) location.href = back;
    else document.getElementById('said').textContent = message || errMsg;
  };
  for (const action of ['pay', 'cancel']) document.getElementById(action).onclick = () => decide(action);
</script></html>`;

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
