/** What is asked so soon after an answer still follows from the same tap, ms. */
const SAME_TAP = 400;

let current = { id: '', calls: 0, until: 0 };

/**
 * The trace that a call belongs to: the one that is under way, or a new one. What a tap sets off in a row, or at once, is one
 * trace, so that the server's log tells the whole of it.
 * @returns the trace's id (W3C Trace Context: 32 hexadecimal digits), and what to do when the call is over
 */
export function beginCall(): { trace: string; end(): void } {
  if (current.calls === 0 && Date.now() >= current.until) current = { id: newTraceId(), calls: 0, until: 0 };
  const trace = current;
  trace.calls += 1;
  return {
    trace: trace.id,
    end() {
      trace.calls -= 1;
      trace.until = Date.now() + SAME_TAP;
    },
  };
}

/** Good enough to tell traces apart, which is all that they are for. */
function newTraceId(): string {
  let id = Date.now().toString(16).padStart(12, '0');
  while (id.length < 32) id += Math.floor(Math.random() * 16).toString(16);
  return id;
}
