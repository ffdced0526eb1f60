import { fetchOverNetwork } from '../network.js';
import { el } from '../ui/el.js';
import { openLayer } from '../ui/layer.js';
import { asyncApi } from './api.js';
import { devOpenid } from './cloud/door.js';

interface PaymentOptions {
  appId?: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** An order as the cashier of the payment simulator shows it. */
interface CashierOrder {
  merchantName?: string;
  description?: string;
  /** In fen. */
  total: number;
}

const FIELDS = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const;

async function requestPayment(options: PaymentOptions): Promise<void> {
  for (const field of FIELDS)
    if (!options[field]) throw new Error(`parameter error: parameter.${field} should be a non-empty String`);
  const prepayId = /^prepay_id=(.+)$/.exec(options.package)?.[1];
  if (!prepayId) throw new Error('parameter error: parameter.package should be prepay_id=…');
  const door = `/__wechat-pay/cashier/${encodeURIComponent(prepayId)}`;
  const order = readOrder(await ask(door));
  const { appId, timeStamp, nonceStr, package: packageValue, signType, paySign } = options;
  const payment = { ...(appId && { appId }), timeStamp, nonceStr, package: packageValue, signType, paySign };
  const act = (action: 'pay' | 'cancel') =>
    ask(door, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action, openid: devOpenid(), payment }),
    });
  if (!(await showCashier(order, () => act('pay')))) {
    await act('cancel');
    throw new Error('cancel');
  }
}

async function ask(door: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetchOverNetwork(door, init);
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok)
    throw new Error(String(answer.message ?? answer.errMsg ?? `the cashier answered ${response.status}`));
  return answer;
}

function readOrder(answer: Record<string, unknown>): CashierOrder {
  const amount = answer.amount as { total?: number } | number | undefined;
  const total = typeof amount === 'number' ? amount : (amount?.total ?? answer.total);
  if (typeof total !== 'number') throw new Error('the cashier did not say the amount');
  const merchant = answer.merchant as { name?: string } | string | undefined;
  const merchantName = typeof merchant === 'string' ? merchant : (merchant?.name ?? answer.merchantName);
  return { total, merchantName: String(merchantName ?? ''), description: String(answer.description ?? '') };
}

/** Shows the cashier until it is paid (true) or closed (false); a refusal of the server is shown and can be retried. */
function showCashier(order: CashierOrder, pay: () => Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const amount = (order.total / 100).toFixed(2);
    const close = el('button', { class: 'mp-cashier-close', type: 'button', 'aria-label': '取消支付' }, '×');
    const confirm = el('button', { class: 'mp-cashier-pay', type: 'button' }, `确认支付 ¥${amount}`);
    const error = el('p', { class: 'mp-cashier-error', role: 'alert', hidden: true });
    const sheet = el(
      'div',
      { class: 'mp-cashier', role: 'dialog', 'aria-modal': 'true', 'aria-label': '微信支付' },
      close,
      el('h3', {}, order.merchantName || '商户'),
      el('p', { class: 'mp-cashier-amount' }, el('small', {}, '¥'), amount),
      el(
        'dl',
        {},
        el('dt', {}, '商品'),
        el('dd', {}, order.description || '—'),
        el('dt', {}, '付款方式'),
        el('dd', {}, '零钱（模拟）'),
      ),
      error,
      confirm,
    );
    const layer = openLayer('mp-mask', sheet);
    layer.classList.add('mp-bottom');
    const finish = (paid: boolean) => {
      layer.remove();
      resolve(paid);
    };
    close.addEventListener('click', () => finish(false));
    confirm.addEventListener('click', async () => {
      confirm.disabled = true;
      try {
        await pay();
        finish(true);
      } catch (reason) {
        error.hidden = false;
        error.textContent = (reason as Error).message;
        confirm.disabled = false;
      }
    });
  });
}

export const paymentApi = { requestPayment: asyncApi('requestPayment', requestPayment) };
