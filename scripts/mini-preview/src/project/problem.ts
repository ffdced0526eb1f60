/** Something wrong in the source of a mini-program, with the place a person has to look at. */
export interface Problem {
  /** Path of the file, absolute. */
  file: string;
  /** Counted from 1. */
  line?: number;
  message: string;
}

/** The source cannot be built; every problem that was found is in it, one line each. */
export class BuildError extends Error {
  override readonly name = 'BuildError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** `file:line: message`, as editors and terminals know how to open. */
export function formatProblem({ file, line, message }: Problem): string {
  return line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

/** The line, counted from 1, of a position in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The line on which `needle` first stands in `text`, if it does. */
export function lineOf(text: string, needle: string): number | undefined {
  const offset = text.indexOf(needle);
  return offset === -1 ? undefined : lineAt(text, offset);
}
