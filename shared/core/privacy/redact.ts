/** Patterns of what no log may hold; each is named in what stands for it. */
interface Pattern {
  name: string;
  pattern: RegExp;
  /** Tells what only looks like it. */
  holds?: (found: string) => boolean;
}

const BEFORE = '(?<![0-9A-Za-z_])';
const BEHIND = '(?![0-9A-Za-z_])';

const patterns: readonly Pattern[] = [
  { name: 'pem', pattern: /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g },
  { name: 'token', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*/g },
  /** A refresh token; the session that it names is none. */
  { name: 'token', pattern: /(?<=\bses_[0-9A-Z]{26})\.\d{1,9}\.[a-z0-9]{1,16}\.[\w-]{43}/g },
  { name: 'token', pattern: /(?<=\bBearer\s+)[\w.~+/=-]{8,}/gi },
  { name: 'token', pattern: /(?<=[?&](?:key|sign|token|access_token)=)[\w%.~+/=-]{8,}/gi },
  /** 256 bits in base64: an entry of YUNSHU_KEYS. */
  { name: 'key', pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=(?!=)/g },
  {
    name: 'id-card',
    pattern: new RegExp(
      `${BEFORE}[1-9]\\d{5}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]${BEHIND}`,
      'g',
    ),
    holds: isIdCard,
  },
  { name: 'bank-card', pattern: new RegExp(`${BEFORE}[3-6]\\d{15,18}${BEHIND}`, 'g'), holds: isBankCard },
  {
    name: 'phone',
    pattern: new RegExp(`(?<![0-9A-Za-z_.-])(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}${BEHIND}`, 'g'),
  },
  { name: 'e-mail', pattern: /[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}\b/g },
];

/** What one of the patterns needs: almost every text has none of it, and is done with one look. */
const SUSPECT =
  /1[3-9]\d[- ]?\d{4}|\d{15}|eyJ|ses_[0-9A-Z]{26}\.|-----BEGIN|bearer|[?&](?:key|sign|token|access_token)=|[A-Za-z0-9+/]{43}=|@/i;

/**
 * `text` without what looks like a telephone number, an ID card's (GB 11643-1999) or a bank card's number (Luhn), an e-mail
 * address, a token or a key. The last line of defence: what is logged is said not to hold any by its type.
 */
export function redact(text: string): string {
  if (!SUSPECT.test(text)) return text;
  let clean = text;
  for (const { name, pattern, holds } of patterns) {
    clean = clean.replace(pattern, (found) => (holds && !holds(found) ? found : `[${name}]`));
  }
  return clean;
}

const ID_CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CARD_CHECKS = '10X98765432';

/** Whether the last digit fits the others (GB 11643-1999, ISO 7064 MOD 11-2). */
function isIdCard(digits: string): boolean {
  const sum = ID_CARD_WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return ID_CARD_CHECKS[sum % 11] === digits[17]?.toUpperCase();
}

/** Whether the last digit fits the others (ISO/IEC 7812-1, Luhn). */
function isBankCard(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const weighted = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
