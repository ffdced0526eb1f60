import { asyncApi } from '../api/api.js';

/** A payment that was opened for H5 has an address of WeChat Pay's own cashier instead of a signature for the mini-program. */
interface H5Payment {
  h5Url?: string;
}

function requestPayment({ h5Url }: H5Payment): Promise<never> {
  if (!h5Url) throw new Error('请在微信小程序中支付');
  const back = encodeURIComponent(location.href);
  location.assign(`${h5Url}${h5Url.includes('?') ? '&' : '?'}redirect_url=${back}`);
  // The browser leaves for the cashier; the page that it comes back to asks for the order anew.
  return new Promise(() => {});
}

export const paymentApi = { requestPayment: asyncApi('requestPayment', requestPayment) };
