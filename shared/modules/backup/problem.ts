/** What is wrong with a backup, in words for who wants to restore from it. It stays wrong however often it is tried. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}
