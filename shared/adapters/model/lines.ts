import { ModelFailure } from '../../modules/reading/model.js';

/** Characters that one line of a stream may have; an answer that never breaks its lines is none. */
const LONGEST_LINE = 100_000;

/**
 * Asks a provider and gives its answer line by line as it comes in. A character that is split between two chunks stays whole.
 * @throws ModelFailure
 */
export async function* postForLines(
  url: string,
  body: object,
  headers: Record<string, string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  try {
    const request = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, signal };
    const response = await fetch(url, { ...request, body: JSON.stringify(body) });
    if (!response.ok) throw await refusal(response);
    if (!response.body) throw new ModelFailure('malformed', 'an answer without a body');
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop()!;
      if (rest.length > LONGEST_LINE) throw new ModelFailure('malformed', 'a line without an end');
      yield* lines;
    }
    if (rest !== '') yield rest;
  } catch (error) {
    throw asFailure(error, signal);
  }
}

/** Reads what a provider says in JSON. @throws ModelFailure */
export function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ModelFailure('malformed', 'a line that is no JSON');
  }
}

async function refusal(response: Response): Promise<ModelFailure> {
  await response.body?.cancel();
  const passing = response.status >= 500 || response.status === 429 || response.status === 408;
  return new ModelFailure(passing ? 'unavailable' : 'refused', `status ${response.status}`);
}

/** What the connection says of itself may hold the address and more; a log needs the kind alone. */
function asFailure(error: unknown, signal: AbortSignal): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (signal.aborted) return new ModelFailure('slow', 'it was given up');
  return new ModelFailure('unavailable', error instanceof Error ? error.name : 'the connection broke');
}
