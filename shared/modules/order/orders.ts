import type * as z from 'zod';
import type { Amounts, PricedLine } from '../../contracts/order/order.js';
import type { Fen, Instant, OrderId } from '../../contracts/terms.js';
import { emitting } from '../../core/events/emitting.js';
import { Failure } from '../../core/failure.js';
import { collection, command, type Owned, ownedCollection, type Where } from '../../core/store/collection.js';
import { declareEmittingCollection } from '../../core/store/declare.js';
import { type Page, pageOf } from '../../core/store/paging.js';
import { after, DAY, now } from '../../core/time.js';
import type { Recipient } from '../address/address-book.js';
import { eventsOf, orderEvents } from './order-events.js';
import { type OrderMove, type OrderState, orderTransitions } from './transitions.js';

export interface Order extends Owned {
  _id: OrderId;
  openid: string;
  appid: string;
  status: OrderState;
  /** Stands for what was asked for, so that its request id cannot be used for something else. */
  request: string;
  lines: z.output<typeof PricedLine>[];
  amounts: z.output<typeof Amounts>;
  /** Null for an order that is granted and not sent. */
  recipient: Recipient | null;
  remark: string;
  /** The trace of the call that placed it, which what comes of its payment belongs to; orders before 21 November 2026 have none. */
  traceId?: string;
  createdAt: Instant;
  /** Until when it can be paid. */
  expiresAt: Instant;
  paidAt: Instant | null;
  closedAt: Instant | null;
  /** What the buyer or the shop said, or what was short. */
  closeReason: string | null;
  /** For a rejected order: the place of the line that was short, in what the buyer sent; null when it was not for want of stock. */
  shortAt: number | null;
  refundedAt: Instant | null;
  payment: Payment | null;
  refund: Refund | null;
  /** Somebody wants the money back, and what was granted is being taken back; until then no refund is asked for. */
  withdrawal?: Withdrawal | null;
  /** When the sweeper has to look at it; null when nothing is pending. */
  checkAt: Instant | null;
  /** Looks in a row that failed. */
  failedChecks: number;
}

export interface Payment {
  /** WeChat Pay's number of the payment. */
  transactionId: string;
  amount: Fen;
}

export interface Refund {
  /** Our number (out_refund_no): the same on every try, a new one when the platform has closed the last. */
  refundNo: string;
  amount: Fen;
  /** The shop's words: they go to the payment platform, where a buyer's have no business. */
  reason: string;
  /** The platform could not, and somebody sends the money another way. */
  byHand?: true;
}

/** Why an order that is paid is taken back. */
export interface Withdrawal {
  /** In the words of whoever takes it back. */
  closeReason: string;
  /** In the shop's words, for the payment platform. */
  refundReason: string;
}

export const orderCollection = declareEmittingCollection(
  'orders',
  orderEvents,
  [
    {
      name: 'userId_createdAt',
      keys: [
        ['userId', 1],
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'status_createdAt',
      keys: [
        ['status', 1],
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'createdAt',
      keys: [
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    {
      name: 'phone_createdAt',
      keys: [
        ['recipient.phone.index', 1],
        ['createdAt', -1],
        ['_id', -1],
      ],
    },
    { name: 'checkAt', keys: [['checkAt', 1]] },
  ],
  {
    of: 'userId',
    onDeletion: {
      // E-Commerce Law, article 31: what was traded is kept for three years; who it was sent to is not part of that.
      set: {
        openid: '',
        remark: '',
        closeReason: null,
        'refund.reason': '已注销',
        withdrawal: null,
        'recipient.name': '已注销',
        'recipient.phone': '13000000000',
        'recipient.detail': '已注销',
      },
      because: 'E-Commerce Law of the PRC, article 31: records of trades are kept for three years',
    },
    hidden: ['openid', 'appid', 'request', 'traceId', 'withdrawal', 'checkAt', 'failedChecks'],
    unfinished: [
      { field: 'status', values: ['placing', 'awaiting-payment', 'refunding'], title: '还有待付款或退款中的订单' },
      // The way to the buyer, and the seven days after it in which goods can be given back (Consumer Protection Law, article 25).
      { field: 'status', values: ['paid'], title: '还有近期付款的订单', within: { of: 'paidAt', days: 15 } },
    ],
  },
);

const all = emitting(collection<Order>(orderCollection.name), orderCollection);
const mine = ownedCollection<Order>(orderCollection.name);

/** Orders that their buyers know of. */
const shown = ['awaiting-payment', 'paid', 'closed', 'refunding', 'refunded'] as const;

/** The acting member's own orders. */
export const ownOrders = mine;

/** What limits a list to orders that their buyers know of. */
export function shownTo(status?: OrderState): Where {
  return { status: status ?? command().in([...shown]) };
}

/**
 * The acting member's order.
 * @throws Failure ORDER_NOT_FOUND, also when it is someone else's
 */
export async function findOwned(orderId: OrderId): Promise<Order> {
  const order = await mine.get(orderId, shownTo());
  if (!order) throw new Failure('ORDER_NOT_FOUND');
  return order;
}

/** No window of payment is longer than a day; whatever is older is for the sweeper. */
const UNPAID_AT_MOST = 2 * DAY;

/**
 * How many orders of the acting member wait for their money, or are about to, beside `order`; up to `limit`. Whoever asks after
 * his order was written is counted by everybody who asks later, so that of any number at once none passes beyond the limit.
 * One round trip.
 */
export async function unpaidBeside({ _id }: Order, limit: number): Promise<number> {
  const _ = command();
  const unpaid = { status: _.in(['placing', 'awaiting-payment']), createdAt: _.gt(after(now(), -UNPAID_AT_MOST)) };
  return (await mine.find({ ...unpaid, _id: _.neq(_id) }, { limit, fields: ['_id'] })).length;
}

/** An order whoever it belongs to: for settlement and the sweeper, who act for the shop. */
export function findForShop(orderId: OrderId): Promise<Order | undefined> {
  return all.get(orderId);
}

/** Everybody's orders, for those who work for the shop. */
export const allOrders: Pick<typeof all, 'find'> = all;

/** Orders in one of `states` that the sweeper has to look at by `until`, the longest waiting first. */
export function findDue(states: readonly OrderState[], until: Instant, limit: number): Promise<Order[]> {
  const _ = command();
  return all.find({ checkAt: _.lte(until), status: _.in([...states]) }, { orderBy: [['checkAt', 'asc']], limit });
}

/** A page of the orders that were made from `from` until before `until`, whoever they belong to, the oldest first. */
export function findPlacedBetween(
  from: Instant,
  until: Instant,
  limit: number,
  cursor: string | null,
): Promise<Page<Order>> {
  const _ = command();
  const where = { createdAt: _.and(_.gte(from), _.lt(until)), ...shownTo() };
  return pageOf(all, { where, by: 'createdAt', direction: 'asc', limit, cursor: cursor ?? undefined });
}

/**
 * Moves an order on, unless it has moved meanwhile, and tells of it.
 * @param unchanged what else the move depends on
 * @returns the order as it is now, or undefined when the move is not open to it any more
 */
export async function advance(
  order: Order,
  move: OrderMove,
  facts: Partial<Order>,
  unchanged: Where = {},
): Promise<Order | undefined> {
  const { from, to } = orderTransitions[move];
  const change = { ...facts, status: to, failedChecks: 0 };
  const moved = { ...order, ...change };
  const where = { ...unchanged, status: command().in([...from]) };
  return (await all.change(order._id, where, change, { emits: eventsOf(move, moved) })) ? moved : undefined;
}

/** Sets when the sweeper looks at an order again, unless it has moved meanwhile. */
export async function checkAgain(order: Order, checkAt: Instant | null, failedChecks = 0): Promise<void> {
  await all.change(order._id, { status: order.status, checkAt: order.checkAt }, { checkAt, failedChecks });
}

/** Notes that a paid order is to be taken back; the sweeper looks at it at `checkAt`. @returns whether it is still paid */
export function noteWithdrawal(order: Order, withdrawal: Withdrawal, checkAt: Instant): Promise<boolean> {
  return all.change(order._id, { status: 'paid' }, { withdrawal, checkAt, failedChecks: 0 });
}

/** A paid order stands after all, unless somebody else has noted meanwhile that it is to be taken back. */
export async function dropWithdrawal(order: Order, checkAt: Instant): Promise<void> {
  await all.change(order._id, { status: 'paid', checkAt }, { withdrawal: null, checkAt: null });
}

/** Gives the refund of an order a new number, unless somebody else has done so. */
export async function renumberRefund(order: Order, refund: Refund, checkAt: Instant): Promise<void> {
  await all.change(order._id, { ...sameRefund(order), status: 'refunding' }, { refund, checkAt });
}

/** What holds as long as an order waits for the refund that it waited for when it was read. */
export function sameRefund({ refund }: Order): Where {
  return { 'refund.refundNo': refund?.refundNo };
}

/** Forgets an order that its buyer never saw. */
export async function forgetRejected(order: Order): Promise<void> {
  await all.remove({ _id: order._id, status: 'rejected' });
}
