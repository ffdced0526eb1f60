/** What a line that broke is called, by Node and by the SDKs. */
const BROKEN_LINE = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const MOST_TRIES = 6;
const FIRST_WAIT_MS = 250;

/** Does `work`, and again when the line breaks, later each time; it has to be safe to repeat. Anything else is thrown at once. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
      const broken = BROKEN_LINE.has(String(code)) || BROKEN_LINE.has(String(cause?.code));
      if (!broken || tries === MOST_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** tries));
    }
  }
}
