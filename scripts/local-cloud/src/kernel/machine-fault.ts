const FAULTS: readonly [RegExp, string][] = [
  [/ENOSPC|EDQUOT|database or disk is full/, 'the disk that holds the data folder is full; nothing was written'],
  [/EROFS|EACCES|EPERM|readonly database/, 'the data folder cannot be written'],
  [/EMFILE|ENFILE/, 'the local cloud has too many files open; raise `ulimit -n`'],
  [/disk I\/O error|\bEIO\b/, 'the disk that holds the data folder does not work'],
];

/** What a person can put right about this machine, if that is why something failed. */
export function machineFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '' } = error as NodeJS.ErrnoException;
  const text = `${code} ${error.message}`;
  return FAULTS.find(([pattern]) => pattern.test(text))?.[1];
}
