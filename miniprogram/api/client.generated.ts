// Generated from shared/contracts by `npm run generate`. Do not edit.
import type { addressList } from '../../shared/contracts/address/list.js';
import type { addressSave } from '../../shared/contracts/address/save.js';
import type { cartGet } from '../../shared/contracts/cart/get.js';
import type { cartSet } from '../../shared/contracts/cart/set.js';
import type { catalogGet } from '../../shared/contracts/catalog/get.js';
import type { catalogList } from '../../shared/contracts/catalog/list.js';
import type { Input, Output } from '../../shared/contracts/contract.js';
import type { orderCancel } from '../../shared/contracts/order/cancel.js';
import type { orderCreate } from '../../shared/contracts/order/create.js';
import type { orderGet } from '../../shared/contracts/order/get.js';
import type { orderList } from '../../shared/contracts/order/list.js';
import type { orderPreview } from '../../shared/contracts/order/preview.js';
import type { payPrepay } from '../../shared/contracts/pay/prepay.js';
import type { userLogin } from '../../shared/contracts/user/login.js';
import { call } from './call';

export const api = {
  address: {
    list: (input: Input<typeof addressList>): Promise<Output<typeof addressList>> => call('address-list', input),
    save: (input: Input<typeof addressSave>): Promise<Output<typeof addressSave>> => call('address-save', input),
  },
  cart: {
    get: (input: Input<typeof cartGet>): Promise<Output<typeof cartGet>> => call('cart-get', input),
    set: (input: Input<typeof cartSet>): Promise<Output<typeof cartSet>> => call('cart-set', input),
  },
  catalog: {
    get: (input: Input<typeof catalogGet>): Promise<Output<typeof catalogGet>> => call('catalog-get', input),
    list: (input: Input<typeof catalogList>): Promise<Output<typeof catalogList>> => call('catalog-list', input),
  },
  order: {
    cancel: (input: Input<typeof orderCancel>): Promise<Output<typeof orderCancel>> => call('order-cancel', input),
    create: (input: Input<typeof orderCreate>): Promise<Output<typeof orderCreate>> => call('order-create', input),
    get: (input: Input<typeof orderGet>): Promise<Output<typeof orderGet>> => call('order-get', input),
    list: (input: Input<typeof orderList>): Promise<Output<typeof orderList>> => call('order-list', input),
    preview: (input: Input<typeof orderPreview>): Promise<Output<typeof orderPreview>> => call('order-preview', input),
  },
  pay: {
    prepay: (input: Input<typeof payPrepay>): Promise<Output<typeof payPrepay>> => call('pay-prepay', input),
  },
  user: {
    login: (input: Input<typeof userLogin>): Promise<Output<typeof userLogin>> => call('user-login', input),
  },
};
