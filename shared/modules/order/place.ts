import type { Output } from '../../contracts/contract.js';
import type { orderCreate } from '../../contracts/order/create.js';
import { orderMostUnpaid, orderPayWindow } from '../../contracts/order/rules.js';
import type { OrderId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { rule } from '../../core/config/config.js';
import { context, idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { fingerprint } from '../../core/ids.js';
import { count } from '../../core/metrics/count.js';
import { after, MINUTE, now } from '../../core/time.js';
import { hold } from '../stock/stock.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER, sentLines } from './holds.js';
import { advance, findForShop, type Order, ownOrders, unpaidBeside } from './orders.js';

/** What a buyer asks for, as he sent it. */
interface Request {
  lines: readonly { skuId: string }[];
}

export type Placed = Output<typeof orderCreate>;
/** What of an order its buyer decides, or follows from that. */
export type Draft = Pick<Order, 'lines' | 'amounts' | 'recipient' | 'remark'>;

interface Placing<R extends Request> {
  request: R;
  /** @throws Failure when it cannot be ordered */
  draft(): Promise<Draft>;
  /** Once it stands, and as often as it is placed. */
  placed?(order: Order): Promise<void>;
}

/**
 * Places an order of the acting member. It is written first and its stock is held in its name, so that whatever is left by a crash
 * can be found and undone. Every step can be repeated, and decides by what has become of the order: two calls with one request id
 * work on one order, and come to one end.
 * @throws Failure OUT_OF_STOCK, TOO_MANY_UNPAID, ORDER_NOT_PLACED, REQUEST_ID_REUSED, and what `draft` throws
 */
export async function place<R extends Request>(placing: Placing<R>): Promise<Placed> {
  const { request } = placing;
  const orderId = idForRequest<OrderId>('order');
  const draft = await placing.draft().catch(asRefusal);
  const order = draft instanceof Failure ? undefined : await newOrder(orderId, fingerprint(request), draft);
  if (order && (await ownOrders.insert(order))) return fulfil(order, placing);

  const earlier = await ownOrders.get(orderId);
  if (!earlier) throw draft instanceof Failure ? draft : new Failure('REQUEST_IN_PROGRESS');
  if (earlier.request !== fingerprint(request)) throw new Failure('REQUEST_ID_REUSED');
  return earlier.status === 'placing' ? fulfil(earlier, placing) : answer(earlier);
}

/** A refusal of today may not hide an order that the same request placed yesterday. */
function asRefusal(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

async function newOrder(_id: OrderId, request: string, draft: Draft): Promise<Order> {
  const payWindow = await rule(orderPayWindow);
  // Who buys in a browser has neither, and pays there.
  const { userId, openid = '', appid = '' } = member();
  const createdAt = now();
  return {
    ...draft,
    ...{ _id, userId, openid, appid, status: 'placing', request, traceId: context().traceId, createdAt },
    expiresAt: after(createdAt, payWindow * MINUTE),
    ...{
      paidAt: null,
      closedAt: null,
      closeReason: null,
      shortAt: null,
      refundedAt: null,
      payment: null,
      refund: null,
    },
    checkAt: after(createdAt, STRAGGLERS_GONE_AFTER),
    failedChecks: 0,
  };
}

/** Sets the order's stock aside and opens it for payment, or rejects it. */
async function fulfil<R extends Request>(order: Order, { request, placed }: Placing<R>): Promise<Placed> {
  const refusal = (await overLimit(order)) ?? (await findShortage(order, request));
  const moved = refusal ? await reject(order, refusal) : await open(order, placed);
  if (moved && moved.status !== 'rejected') return answer(moved);

  // Rejected now, or moved by another call with the same request id or by the sweeper: only the order knows.
  const current = moved ?? (await findForShop(order._id));
  if (!current) throw new Failure('ORDER_NOT_PLACED');
  if (current.status === 'rejected') await releaseHolds(order);
  return answer(current);
}

async function open(order: Order, placed: Placing<Request>['placed']): Promise<Order | undefined> {
  const opened = await advance(order, 'place', { checkAt: order.expiresAt });
  if (opened) count('order.placed');
  if (opened) await placed?.(order);
  return opened;
}

/** Why an order cannot be placed, as the order keeps it: the same request is told the same again. */
type Refusal = Pick<Order, 'closeReason' | 'shortAt'>;

function reject(order: Order, refusal: Refusal): Promise<Order | undefined> {
  return advance(order, 'reject', { ...refusal, checkAt: after(now(), STRAGGLERS_GONE_AFTER) });
}

/** Looked at before stock is: who may not order cannot take anything away from others, not even for a moment. */
async function overLimit(order: Order): Promise<Refusal | undefined> {
  const most = await rule(orderMostUnpaid);
  if ((await unpaidBeside(order, most)) < most) return undefined;
  return { closeReason: `待付款订单最多 ${most} 笔，请先付款或取消`, shortAt: null };
}

async function findShortage(order: Order, request: Request): Promise<Refusal | undefined> {
  const lines = sentLines(order);
  const held = await Promise.all(lines.map(({ skuId, quantity }) => hold(skuId, order._id, quantity)));
  const index = held.findIndex((left) => left !== true);
  if (index < 0) return undefined;

  const [line, left] = [lines[index]!, held[index] as number];
  const closeReason = `「${line.title}」${left > 0 ? `库存只剩 ${left} 件` : '已售罄'}`;
  return { closeReason, shortAt: request.lines.findIndex(({ skuId }) => skuId === line.skuId) };
}

/** What has become of the order, the same however often it is asked. */
function answer({ _id, status, amounts, expiresAt, closeReason, shortAt }: Order): Placed {
  if (status === 'placing') throw new Failure('REQUEST_IN_PROGRESS');
  if (status !== 'rejected') return { orderId: _id, status, payable: amounts.payable, expiresAt };
  if (closeReason === null) throw new Failure('ORDER_NOT_PLACED');
  if (shortAt === null) throw new Failure('TOO_MANY_UNPAID', { message: closeReason });
  throw new Failure('OUT_OF_STOCK', { message: closeReason, fields: { [`lines.${shortAt}`]: closeReason } });
}
