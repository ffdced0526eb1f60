import { ModelFailure } from './model.js';

/** Characters of an answer at most: far more than all sections may have. */
const LONGEST = 20_000;

/**
 * The sections of an answer, each as soon as the next begins. They come in order, from 【1】 on.
 * @throws ModelFailure malformed for an answer without them
 */
export async function* draftsOf(texts: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  let rest = '';
  let length = 0;
  let next = 1;
  for await (const text of texts) {
    rest += text;
    length += text.length;
    if (length > LONGEST) throw new ModelFailure('malformed', 'an answer without an end');
    for (;;) {
      const at = rest.indexOf(`【${next}】`);
      if (at < 0 || next > count) break;
      const before = rest.slice(0, at);
      if (next > 1) yield before.trim();
      else if (before.trim().length > 100) throw new ModelFailure('malformed', 'more than a section before the first');
      rest = rest.slice(at + `【${next}】`.length);
      next += 1;
    }
  }
  if (next <= count) throw new ModelFailure('malformed', `${next - 1} of ${count} sections`);
  yield rest.trim();
}
