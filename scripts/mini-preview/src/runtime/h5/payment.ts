import { asyncApi } from '../api/api.js';

/** A payment that was opened for a browser has the address of WeChat Pay's cashier instead of a mini-program's signature. */
interface H5Payment {
  h5Url?: string;
  /** The page that the cashier leads back to; this one unless said. */
  returnTo?: string;
}

function requestPayment({ h5Url, returnTo }: H5Payment): Promise<never> {
  if (!h5Url) throw new Error('请在微信小程序中支付');
  const back = new URL(location.href);
  if (returnTo) back.hash = returnTo;
  const cashier = new URL(h5Url);
  cashier.searchParams.set('redirect_url', back.href);
  location.assign(cashier);
  // The browser leaves; the page that it comes back to asks for the order anew.
  return new Promise(() => {});
}

export const paymentApi = { requestPayment: asyncApi('requestPayment', requestPayment) };
