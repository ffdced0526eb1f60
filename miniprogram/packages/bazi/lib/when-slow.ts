/** How long somebody waits before seeing that something is under way. */
const NOTICED_MS = 300;

/** Says `true` once `work` has taken long enough to be noticed, and `false` when it has ended after that. */
export async function whenSlow<T>(work: Promise<T>, say: (slow: boolean) => void, afterMs = NOTICED_MS): Promise<T> {
  let said = false;
  const timer = setTimeout(() => {
    said = true;
    say(true);
  }, afterMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (said) say(false);
  }
}
