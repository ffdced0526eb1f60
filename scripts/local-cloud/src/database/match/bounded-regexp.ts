import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { requestFailed } from '../errors.js';

// V8 backtracks for ever on patterns such as ^(a+)+$. With the first flag it changes to its linear engine instead, where
// that has all that the pattern needs; with the second, `new RegExp(…, 'l')` tells whether it has.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
setFlagsFromString('--enable-experimental-regexp-engine');

/** Steps that an expression may take unwatched: some milliseconds. */
const FREE_STEPS = 1e7;
/** And for all texts together: a second or so. */
const ALL_FREE_STEPS = 1e9;
/** What one expression may take for all texts that it is run on: less where the other requests wait for it. */
const BUDGET_MS = isMainThread ? 1000 : 20_000;

/** Watching costs a tenth of a millisecond, so that matches are looked for in lots. */
const MATCHES_AT_ONCE = 256;

const arena = vm.createContext({ __proto__: null, run: () => job() });
const runJob = new vm.Script('run()');
let job: () => unknown = () => undefined;

/** A regular expression that always comes to an end. */
export class BoundedRegExp {
  readonly #all: RegExp;
  readonly #one: RegExp;
  /** The power of the text's length that a search takes at most; infinite when that cannot be told. */
  readonly #power: number;
  #budgetMs = BUDGET_MS;
  #steps = 0;

  /** @throws SyntaxError */
  constructor(source: string, flags: string) {
    this.#one = new RegExp(source, flags);
    this.#all = new RegExp(source, `${flags}g`);
    this.#power = isLinear(source, flags) ? 1 : powerOf(source);
  }

  /** @throws CloudError DATABASE_REQUEST_FAILED when the texts cost more than one second of searching (20 in a worker) */
  test(text: string): boolean {
    return this.#watched(text, () => this.#one.test(text));
  }

  /** The first match. @throws CloudError as `test` does */
  first(text: string): RegExpExecArray | null {
    return this.#watched(text, () => this.#one.exec(text));
  }

  /** All matches, one after the other. @throws CloudError as `test` does */
  *all(text: string): Generator<RegExpExecArray> {
    let at: number | undefined = 0;
    while (at !== undefined) {
      const from: number = at;
      const found: RegExpExecArray[] = this.#watched(text, () => this.#some(text, from), MATCHES_AT_ONCE);
      yield* found;
      const last = found.at(-1);
      at = last && found.length === MATCHES_AT_ONCE ? after(last) : undefined;
    }
  }

  #some(text: string, from: number): RegExpExecArray[] {
    const found: RegExpExecArray[] = [];
    for (let at = from; found.length < MATCHES_AT_ONCE && at <= text.length; at = after(found.at(-1)!)) {
      this.#all.lastIndex = at;
      const match = this.#all.exec(text);
      if (!match) break;
      found.push(match);
    }
    return found;
  }

  #watched<T>(text: string, search: () => T, times = 1): T {
    const steps = text.length ** this.#power * this.#one.source.length;
    this.#steps += steps;
    try {
      return steps * times <= FREE_STEPS && this.#steps <= ALL_FREE_STEPS ? search() : this.#withinBudget(search);
    } catch (error) {
      if (error instanceof SyntaxError) throw requestFailed(`Regular expression is invalid: ${error.message}`);
      throw error;
    }
  }

  #withinBudget<T>(search: () => T): T {
    job = () => {
      const started = performance.now();
      const found = search();
      this.#budgetMs -= performance.now() - started;
      return found;
    };
    try {
      return runJob.runInContext(arena, { timeout: Math.max(Math.ceil(this.#budgetMs), 1) }) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      this.#budgetMs = 0;
      const pattern = this.#one.source.slice(0, 200);
      throw requestFailed(
        `the regular expression /${pattern}/ takes longer than ${BUDGET_MS} ms: it backtracks on the texts it is given`,
      );
    } finally {
      job = () => undefined;
    }
  }
}

/** Where to look on; an empty match does not count twice. */
const after = (match: RegExpExecArray) => match.index + Math.max(match[0].length, 1);

function isLinear(source: string, flags: string): boolean {
  try {
    return new RegExp(source, `${flags}l`) !== undefined;
  } catch {
    return false;
  }
}

/** Each quantifier, alternative and back-reference multiplies the ways to match by the length; a quantified group may do worse. */
function powerOf(source: string): number {
  const bare = source.replace(/\\([1-9k])|\\.|\[(?:\\.|[^\]\\])*\]/gs, (_, reference) => (reference ? '|' : 'x'));
  if (/\)[*+?{]/.test(bare)) return Number.POSITIVE_INFINITY;
  return 1 + (bare.replaceAll('(?', '(').match(/[*+?{|]/g)?.length ?? 0);
}
