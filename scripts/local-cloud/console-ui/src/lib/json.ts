import { t } from '../text/index.js';

/** Says what keeps a text from being a JSON object, and where; undefined when nothing does. */
export function checkJson(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return t('notJson', { why: placeOf(text, (error as Error).message) });
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : t('notObject');
}

/** Browsers say where in characters, a person counts lines. */
function placeOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined || /line \d+/.test(message)) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message} (${before.length}:${before.at(-1)!.length + 1})`;
}

/** A JSON object, or undefined for nothing. */
export const parseOptional = (text: string): Record<string, unknown> | undefined =>
  text.trim() === '' ? undefined : (JSON.parse(text) as Record<string, unknown>);

export const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** An EJSON value in few characters, for a cell. */
export function brief(value: unknown): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'object' && value !== null) {
    const { $date, $oid, $numberLong } = value as Record<string, unknown>;
    if ($date !== undefined) return new Date(dateNumber($date)).toISOString();
    if (typeof $oid === 'string') return $oid;
    if (typeof $numberLong === 'string') return $numberLong;
  }
  return cut(JSON.stringify(value));
}

const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

function dateNumber(value: unknown): number {
  if (typeof value === 'object' && value !== null) return Number((value as { $numberLong?: string }).$numberLong);
  return typeof value === 'number' ? value : Date.parse(String(value));
}
