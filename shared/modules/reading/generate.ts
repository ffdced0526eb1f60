import { problemsOf, type Written, withoutCitations } from './check/check-text.js';
import type { Known } from './check/known.js';
import { draftsOf } from './drafts.js';
import { type Material, writeEmbedded } from './embedded/write-embedded.js';
import { type Model, ModelFailure } from './model.js';
import type { Section } from './outline.js';
import { type Brief, repairFor, requestFor } from './prompt.js';
import { type Attempt, Spending } from './spending.js';

/** Who wrote a section. */
export type Writer = { provider: 'embedded' } | { provider: string; model: string };

/** What a reading is generated with. */
export interface Generation {
  material: Material;
  known: Known;
  brief: Brief;
  /** What is still to be written, in order. */
  sections: readonly Section[];
  models: readonly Model[];
  /** For all models together. */
  budgetMicroYuan: number;
  /** For all models together, in ms from now. */
  deadlineMs: number;
  /** Whether a text that fits the chart may be shown. */
  isFit(text: string): Promise<boolean>;
  /** Releases a section for ever; it may take its time. */
  release(section: Section, written: Written, by: Writer): Promise<void>;
}

/** What it took. */
export interface Account {
  attempts: Attempt[];
  microYuan: number;
  /** Sections that the embedded writer had to write. */
  embedded: number;
  /** Contradictions that the check found. */
  contradictions: number;
}

const EMBEDDED: Writer = { provider: 'embedded' };

/**
 * Writes and releases every section: by the first model that answers, by the next one what that left, and by the embedded writer what
 * no model came to. All share one budget, looked at before each request with the price of the model that is asked, and one deadline.
 *
 * What a model writes is checked against the chart and moderated before it is released. The first section that fails is written once
 * more by the model that is told why; the embedded writer takes its place if that does not help, and for every later one that fails.
 */
export async function generate(generation: Generation): Promise<Account> {
  const { material, sections, models, release } = generation;
  const spending = new Spending(generation.budgetMicroYuan, generation.deadlineMs);
  const progress = { next: 0, repaired: false, embedded: 0 };
  for (const model of models) {
    if (progress.next >= sections.length) break;
    await askModel(generation, model, spending, progress);
  }
  for (; progress.next < sections.length; progress.next += 1) {
    const section = sections[progress.next]!;
    await release(section, writeEmbedded(section.part, material), EMBEDDED);
    progress.embedded += 1;
  }
  return {
    attempts: spending.attempts,
    microYuan: spending.spent,
    embedded: progress.embedded,
    contradictions: spending.contradictions.length,
  };
}

interface Progress {
  next: number;
  repaired: boolean;
  embedded: number;
}

/** Releases as many sections as a model comes to. What goes wrong with the model is noted; anything else is thrown. */
async function askModel(generation: Generation, model: Model, spending: Spending, progress: Progress): Promise<void> {
  const pending = generation.sections.slice(progress.next);
  try {
    const texts = spending.ask(model, requestFor(generation.brief, pending));
    for await (const draft of draftsOf(texts, pending.length)) {
      const section = generation.sections[progress.next]!;
      await settle(generation, model, spending, progress, section, draft);
      progress.next += 1;
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    if (error.problem === 'malformed') spending.noteMalformed();
  }
}

async function settle(
  generation: Generation,
  model: Model,
  spending: Spending,
  progress: Progress,
  section: Section,
  draft: string,
): Promise<void> {
  const { material, release } = generation;
  const by = { provider: model.provider, model: model.model };
  const first = await judged(generation, draft);
  if (first.problems.length === 0) return release(section, first.written, by);
  spending.contradictions.push(...first.problems);
  if (!progress.repaired) {
    progress.repaired = true;
    const second = await repaired(generation, model, spending, section, draft, first.problems);
    if (second) return release(section, second, by);
  }
  progress.embedded += 1;
  return release(section, writeEmbedded(section.part, material), EMBEDDED);
}

async function repaired(
  generation: Generation,
  model: Model,
  spending: Spending,
  section: Section,
  draft: string,
  problems: string[],
): Promise<Written | undefined> {
  try {
    const texts = spending.ask(model, repairFor(generation.brief, section, draft, problems));
    for await (const again of draftsOf(texts, 1)) {
      const { written, problems: left } = await judged(generation, again);
      if (left.length === 0) return written;
      spending.contradictions.push(...left);
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    if (error.problem === 'malformed') spending.noteMalformed();
  }
  return undefined;
}

async function judged({ known, isFit }: Generation, draft: string) {
  const written = withoutCitations(draft);
  const problems = problemsOf(written, known);
  if (problems.length > 0 || (await isFit(written.text))) return { written, problems };
  return { written, problems: ['内容不宜发布'] };
}
