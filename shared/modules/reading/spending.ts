import { waitFor } from '../../core/in-time.js';
import { SECOND } from '../../core/time.js';
import {
  costOf,
  type Model,
  type ModelChunk,
  ModelFailure,
  type ModelProblem,
  type ModelRequest,
  tokensIn,
  type Usage,
} from './model.js';

/** One request to a model, and what came of it. */
export interface Attempt {
  provider: string;
  model: string;
  outcome: 'answered' | 'over-budget' | 'out-of-time' | ModelProblem;
  tokensIn: number;
  tokensOut: number;
  microYuan: number;
  ms: number;
}

/** A model that says nothing for so long is given up. */
const LONGEST_SILENCE = 10 * SECOND;
/** With less than this left no request is made. */
const SHORTEST_REQUEST = SECOND;

/** One budget and one deadline for all requests of a reading, and the record of what each took. */
export class Spending {
  readonly attempts: Attempt[] = [];
  /** What the check found; kept for who looks after the prompt. */
  readonly contradictions: string[] = [];
  spent = 0;
  private readonly end: number;

  constructor(
    private readonly budget: number,
    deadlineMs: number,
  ) {
    this.end = performance.now() + deadlineMs;
  }

  /**
   * Asks a model, if the money that it may cost and the time are there, and gives its texts as they come. The request is noted,
   * whatever comes of it.
   * @throws ModelFailure
   */
  async *ask(model: Model, request: ModelRequest): AsyncGenerator<string> {
    const started = performance.now();
    const asked = tokensIn(request.system + request.user);
    const usage: Usage = { input: asked, output: 0 };
    const most = this.spent + costOf(model.price, { input: asked, output: request.maxTokens });
    if (most > this.budget) return this.pass(model, 'over-budget');
    if (this.end - started < SHORTEST_REQUEST) return this.pass(model, 'out-of-time');

    const over = new AbortController();
    // Who stops listening before the end has heard enough that makes no sense.
    let outcome: Attempt['outcome'] = 'malformed';
    try {
      for await (const chunk of this.inTime(model.write(request, over.signal))) {
        if ('usage' in chunk) Object.assign(usage, chunk.usage);
        else {
          usage.output = Math.max(usage.output, 0) + tokensIn(chunk.text);
          yield chunk.text;
        }
      }
      outcome = 'answered';
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      outcome = error.problem;
      throw error;
    } finally {
      over.abort();
      const microYuan = costOf(model.price, usage);
      this.spent += microYuan;
      const ms = Math.round(performance.now() - started);
      this.attempts.push({ ...nameOf(model), outcome, tokensIn: usage.input, tokensOut: usage.output, microYuan, ms });
    }
  }

  /** Notes that the latest answer came to its end and was none. */
  noteMalformed(): void {
    const last = this.attempts.at(-1);
    if (last?.outcome === 'answered') last.outcome = 'malformed';
  }

  private pass(model: Model, outcome: 'over-budget' | 'out-of-time'): never {
    this.attempts.push({ ...nameOf(model), outcome, tokensIn: 0, tokensOut: 0, microYuan: 0, ms: 0 });
    throw new ModelFailure('unavailable', outcome);
  }

  /** The chunks, each within the longest silence and before the deadline. */
  private async *inTime(chunks: AsyncIterable<ModelChunk>): AsyncGenerator<ModelChunk> {
    const iterator = chunks[Symbol.asyncIterator]();
    for (;;) {
      const patience = Math.min(LONGEST_SILENCE, this.end - performance.now());
      const next = patience > 0 ? await waitFor(patience, iterator.next()) : 'late';
      if (next === 'late') throw new ModelFailure('slow', 'nothing came in time');
      if (next.done) return;
      yield next.value;
    }
  }
}

const nameOf = ({ provider, model }: Model) => ({ provider, model });
