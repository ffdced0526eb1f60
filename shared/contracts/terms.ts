import * as z from 'zod';

/** An id of a kind: a prefix that tells the kind, then 26 characters of Crockford's base 32. */
const id = <const Brand extends string>(prefix: string, brand: Brand) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`), `应为 ${prefix}_ 开头的编号`)
    .brand(brand);

export const UserId = id('usr', 'UserId');
export type UserId = z.output<typeof UserId>;
export const SpuId = id('spu', 'SpuId');
export type SpuId = z.output<typeof SpuId>;
export const SkuId = id('sku', 'SkuId');
export type SkuId = z.output<typeof SkuId>;
export const AddressId = id('adr', 'AddressId');
export type AddressId = z.output<typeof AddressId>;
export const OrderId = id('ord', 'OrderId');
export type OrderId = z.output<typeof OrderId>;

/** Chosen by the client, once for each thing that its user means to do; the same again on a retry. */
export const RequestId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, '应为 8 到 64 位字母、数字、- 或 _')
  .brand('RequestId');
export type RequestId = z.output<typeof RequestId>;

/**
 * An amount of money in fen; 1 yuan is 100 fen. At most a hundred billion yuan: more than any cart can come to, and far
 * from where numbers lose their last digit.
 */
export const Fen = z.int().min(0).max(10_000_000_000_000).brand('Fen');
export type Fen = z.output<typeof Fen>;

/** A point in time: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export const Instant = z.iso.datetime({ precision: 3 }).brand('Instant');
export type Instant = z.output<typeof Instant>;

/** Pieces of one SKU in one order. */
export const Quantity = z.int().min(1).max(99);

/** One line that a person typed: no control, direction or zero-width characters, which labels and lists cannot show. */
export const lineOfText = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, '不能含有看不见的字符');

/**
 * As `lineOfText`, and without fillers, line separators, half characters and code points of none. For what is not published yet: a
 * published input may not take less than it did.
 */
export const seenLine = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(
      /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u115f\u1160\u3164\uffa0]*$/u,
      '不能含有看不见的字符',
    );

/** As `lineOfText`, over several lines and with joined emoji. */
export const textOfLines = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cf}]|[\n\u200d])*$/u, '不能含有看不见的字符');

/** Where the next page begins; taken from the answer before, never made by a client. */
const Cursor = z.string().min(1).max(200);

/** What every list takes: nothing at all gives the first page. */
export const page = { cursor: Cursor.optional(), limit: z.int().min(1).max(50).default(20) };

/** What every list answers. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
