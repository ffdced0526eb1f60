/**
 * How a field is kept.
 *
 * - `sealed`: encrypted; whoever has the document can read it, nobody can look for it
 * - `searchable`: encrypted, and found again by its exact value through a blind index; for texts at a fixed place
 */
export type Keeping = 'sealed' | 'searchable';

/** Fields by path; `*` stands for every key of an object and every item of a list. */
export type SealedFields = Readonly<Record<string, Keeping>>;

/**
 * The one catalogue of what is kept encrypted, by collection. The store seals what is written there and opens what is read, so
 * that no product author can forget it; the rotation of keys goes through it.
 *
 * An index over a searchable field names `<field>.index`.
 */
export const personalData: Readonly<Record<string, SealedFields>> = {
  accounts: { phone: 'sealed', email: 'sealed' },
  address_books: {
    'addresses.*.name': 'sealed',
    'addresses.*.phone': 'sealed',
    'addresses.*.detail': 'sealed',
  },
  orders: {
    'recipient.name': 'sealed',
    'recipient.phone': 'searchable',
    'recipient.detail': 'sealed',
    remark: 'sealed',
    closeReason: 'sealed',
    'refund.reason': 'sealed',
    'withdrawal.closeReason': 'sealed',
    'withdrawal.refundReason': 'sealed',
  },
  readings: { asked: 'sealed', facts: 'sealed', 'segments.*.text': 'sealed' },
  recordBooks: {
    'records.*.name': 'sealed',
    'records.*.tags': 'sealed',
    'records.*.subject': 'sealed',
    'records.*.pillars': 'sealed',
  },
  shares: { card: 'sealed', 'pictures.*.replaced': 'sealed' },
  /** What was answered to a request is kept for its repetition, whatever was in it. */
  requests: { answer: 'sealed' },
};
