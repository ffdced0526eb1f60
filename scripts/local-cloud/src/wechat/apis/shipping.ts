import type { PaidOrder } from '../../wechat-pay/index.js';
import { chinaDate, parseRfc3339, rfc3339 } from '../../wechat-pay/times.js';
import type { WechatAccount } from '../account.js';
import { type ApiCall, type OpenApi, WechatError } from '../api.js';

/** Parcels of one order at most (发货信息管理). */
const MOST_PARCELS = 15;
const EXPRESS = 1;

interface Shipment {
  uploads: number;
  uploadedAt: number;
  deliveryMode: 1 | 2;
  logisticsType: number;
  complete: boolean;
  parcels: Parcel[];
  receiptReminded?: boolean;
}

interface Parcel {
  tracking_no?: string;
  express_company?: string;
  item_desc: string;
}

/** Shipping information (发货信息管理): without it the money of a mini-program's order stays frozen. */
export const SHIPPING_APIS: OpenApi[] = [
  api('uploadShippingInfo', 'upload_shipping_info', upload),
  api('getOrder', 'get_order', getOrder),
  api('isTradeManaged', 'is_trade_managed', () => ({ is_trade_managed: true })),
  api('notifyConfirmReceive', 'notify_confirm_receive', remind),
];

function api(name: string, path: string, run: (call: ApiCall) => Record<string, unknown>): OpenApi {
  return {
    name: `order.${name}`,
    path: `/wxa/sec/order/${path}`,
    perMinute: 60_000,
    run: (call) => ({ json: { errcode: 0, errmsg: 'ok', ...run(call) } }),
  };
}

function upload({ account, data }: ApiCall): Record<string, unknown> {
  const order = readOrder(account, data.order_key);
  const openid = (data.payer as { openid?: unknown } | undefined)?.openid;
  if (openid !== order.payer) throw new WechatError(10060031, '该笔支付单不属于 openid 所指定的用户');
  if (order.refunded) throw new WechatError(10060004, '支付单处于不可发货的状态');
  const uploadedAt = parseRfc3339(String(data.upload_time));
  if (Number.isNaN(uploadedAt)) throw new WechatError(268485216, '上传时间非法，请检查是否符合 rfc3339 格式');
  const known = account.store.shipment<Shipment>(order.transactionId);
  if (known && uploadedAt <= known.uploadedAt) throw new WechatError(10060023, '发货信息未更新');
  const next = readShipment(data, uploadedAt);
  const shipment = known ? merge(known, next) : next;
  account.store.putShipment(order.transactionId, shipment);
  account.store.record({ at: account.now(), kind: 'shipping', openid: order.payer, content: { ...order, shipment } });
  return {};
}

function readShipment(data: Record<string, unknown>, uploadedAt: number): Shipment {
  const { delivery_mode: mode, logistics_type: type, is_all_delivered: all, shipping_list: list } = data;
  if (mode !== 1 && mode !== 2) throw new WechatError(268485224, '发货模式非法，枚举值必须是 1 或 2');
  if (![1, 2, 3, 4].includes(type as number)) throw new WechatError(10060005, '物流类型有误');
  if (mode === 2 && type !== EXPRESS) throw new WechatError(10060006, '非快递发货时不允许分拆发货');
  if (mode === 2 && typeof all !== 'boolean') {
    throw new WechatError(10060007, '分拆发货模式下必须填写 is_all_delivered 字段');
  }
  if (!Array.isArray(list) || list.length === 0) throw new WechatError(10060014, '参数错误: shipping_list');
  if (list.length > (mode === 1 ? 1 : MOST_PARCELS)) throw new WechatError(10060024, '物流信息列表长度过长');
  const parcels = list.map((parcel: unknown) => readParcel(parcel as Record<string, unknown>, type === EXPRESS));
  return {
    uploads: 1,
    uploadedAt,
    deliveryMode: mode,
    logisticsType: Number(type),
    complete: mode === 1 || all === true,
    parcels,
  };
}

function readParcel(parcel: Record<string, unknown>, express: boolean): Parcel {
  const { item_desc, tracking_no, express_company } = parcel;
  if (typeof item_desc !== 'string' || item_desc === '')
    throw new WechatError(10060008, '商品描述 item_desc 字段不能为空');
  if ([...item_desc].length > 120) throw new WechatError(10060009, '商品描述 item_desc 字段太长');
  if (!express) return { item_desc };
  if (typeof tracking_no !== 'string' || tracking_no === '') throw new WechatError(10060014, '参数错误: tracking_no');
  if (typeof express_company !== 'string' || express_company === '') {
    throw new WechatError(10060014, '参数错误: express_company');
  }
  if (tracking_no.length > 128) throw new WechatError(10060026, '物流单号太长');
  if (express_company.length > 128) throw new WechatError(10060025, '物流公司编码太长');
  return { item_desc, tracking_no, express_company };
}

/** Parcels are added until all are sent; what is complete can be corrected once. */
function merge(known: Shipment, next: Shipment): Shipment {
  if (!known.complete) {
    const parcels = [...known.parcels, ...next.parcels];
    if (parcels.length > MOST_PARCELS) throw new WechatError(10060024, '物流信息列表长度过长');
    return { ...next, parcels };
  }
  if (known.uploads >= 2) throw new WechatError(10060003, '支付单已使用重新发货机会');
  return { ...next, uploads: known.uploads + 1 };
}

function getOrder({ account, data }: ApiCall): Record<string, unknown> {
  const order = readOrder(account, data);
  const shipment = account.store.shipment<Shipment>(order.transactionId);
  return {
    order: {
      transaction_id: order.transactionId,
      merchant_id: order.mchid,
      merchant_trade_no: order.outTradeNo,
      description: order.description,
      paid_amount: order.total,
      openid: order.payer,
      trade_create_time: Math.floor(order.createdAt / 1000),
      pay_time: Math.floor(order.paidAt / 1000),
      in_complaint: false,
      order_state: order.refunded ? 5 : shipment?.complete ? 2 : 1,
      shipping: shipment && {
        delivery_mode: shipment.deliveryMode,
        logistics_type: shipment.logisticsType,
        finish_shipping: shipment.complete,
        finish_shipping_count: shipment.complete ? shipment.uploads : 0,
        shipping_list: shipment.parcels.map((parcel) => ({
          ...parcel,
          upload_time: Math.floor(shipment.uploadedAt / 1000),
        })),
      },
    },
  };
}

/** Reminds the user to confirm the receipt: once for an order, and only after the day it arrived. */
function remind({ account, data }: ApiCall): Record<string, unknown> {
  const order = readOrder(account, data);
  const shipment = account.store.shipment<Shipment>(order.transactionId);
  if (!shipment?.complete) throw new WechatError(10060004, '支付单处于不可提醒的状态: 未发货');
  if (shipment.receiptReminded) throw new WechatError(10060004, '确认收货提醒只能发送一次');
  const received = Number(data.received_time) * 1000;
  if (!(received >= shipment.uploadedAt - 86_400_000 && received <= account.now())) {
    throw new WechatError(10060014, `参数错误: received_time 应在${chinaDate(shipment.uploadedAt)}之后`);
  }
  account.store.putShipment(order.transactionId, { ...shipment, receiptReminded: true });
  const content = { transactionId: order.transactionId, receivedAt: rfc3339(received) };
  account.store.record({ at: account.now(), kind: 'shipping', openid: order.payer, content });
  return {};
}

/** By WeChat's number (type 2) or the merchant's (type 1); queries name the numbers without a type. */
function readOrder(account: WechatAccount, key: unknown): PaidOrder {
  const fields = (key ?? {}) as Record<string, unknown>;
  const type = fields.order_number_type;
  if (type !== undefined && type !== 1 && type !== 2) throw new WechatError(10060014, '参数错误: order_number_type');
  const transactionId = type === 1 ? undefined : asText(fields.transaction_id);
  const outTradeNo = type === 2 ? undefined : asText(fields.out_trade_no ?? fields.merchant_trade_no);
  if (!transactionId && !outTradeNo) throw new WechatError(10060014, '参数错误: order_key');
  const order = account.findPayment({ transactionId, outTradeNo });
  if (!order) throw new WechatError(10060001, '支付单不存在');
  return order;
}

const asText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
