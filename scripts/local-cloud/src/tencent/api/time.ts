/** An instant as Tencent Cloud writes it: `2026-11-21 19:20:00`, in UTC+8. */
export function beijing(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
