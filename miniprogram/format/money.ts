/** The parts of an amount as a price shows it: `12,800` big, `.50` small. */
export interface YuanParts {
  integer: string;
  /** With its point; empty when there are no fen. */
  decimals: string;
}

/** Splits an amount in fen for display, with thousands separators. */
export function yuanParts(fen: number): YuanParts {
  const rest = fen % 100;
  return {
    integer: String((fen - rest) / 100).replace(/\B(?=(\d{3})+$)/g, ','),
    decimals: rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`,
  };
}

/** An amount in fen as text with two decimals: `¥12,800.00`. */
export function yuan(fen: number): string {
  const { integer, decimals } = yuanParts(fen);
  return `¥${integer}${decimals || '.00'}`;
}
