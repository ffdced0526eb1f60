import { spawnSync } from 'node:child_process';

/** What the start of a function costs. */
export interface ColdStart {
  /** Of the whole process, from spawning it to its end; median. */
  wallMs: number;
  /** Processor time of the whole process; median. Unlike the other it means the same on a busy machine. */
  cpuMs: number;
}

const LOAD = `
require(process.argv[1]);
const { user, system } = process.cpuUsage();
process.stdout.write(String((user + system) / 1000));
process.exit(0);
`;

/** Starts a process for each folder in turn, round after round, so that none has the quiet minutes to itself. */
export function measureColdStarts(
  folders: Readonly<Record<string, string>>,
  rounds: number,
): Record<string, ColdStart> {
  const kinds = Object.entries(folders);
  const runs = new Map(kinds.map(([kind]) => [kind, [] as ColdStart[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, folder] of kinds) runs.get(kind)!.push(coldStart(folder));
  }
  return Object.fromEntries(
    [...runs].map(([kind, starts]) => [
      kind,
      { wallMs: median(starts.map(({ wallMs }) => wallMs)), cpuMs: median(starts.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
}

function coldStart(folder: string): ColdStart {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', LOAD, folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${folder} does not start: ${stderr}`);
  return { wallMs: performance.now() - begun, cpuMs: Number(stdout) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[sorted.length >> 1]!);
}
