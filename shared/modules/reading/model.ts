/** What a model is asked. */
export interface ModelRequest {
  system: string;
  user: string;
  maxTokens: number;
}

/** Tokens that a request took, as its provider counts them. */
export interface Usage {
  input: number;
  output: number;
}

/** A piece of an answer as it comes in, or what the whole of it took. */
export type ModelChunk = { text: string } | { usage: Usage };

/** Yuan for a million tokens, which is micro-yuan for one. */
export type Price = Usage;

/** A language model behind some provider. */
export interface Model {
  provider: string;
  model: string;
  price: Price;
  /**
   * Writes as it thinks. Ends early when `signal` says so.
   * @throws ModelFailure
   */
  write(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}

/**
 * Why a model gave no answer that can be used.
 *
 * - `unavailable`: no connection, a connection that broke, or an error of the provider's own
 * - `refused`: the provider does not take this request, this key or this content
 * - `slow`: nothing came for too long, or the deadline was over
 * - `malformed`: an answer that is none
 */
export type ModelProblem = 'unavailable' | 'refused' | 'slow' | 'malformed';

export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  constructor(
    readonly problem: ModelProblem,
    message: string,
  ) {
    super(message);
  }
}

/** Tokens that a Chinese text comes to at most, for providers that count too late or not at all. */
export function tokensIn(text: string): number {
  return Math.ceil([...text].length * 1.2);
}

export function costOf(price: Price, usage: Usage): number {
  return Math.ceil(price.input * usage.input + price.output * usage.output);
}
