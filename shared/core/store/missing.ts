/** Whether a call failed because the collection is not there: the platform's -502005 (DATABASE_COLLECTION_NOT_EXIST). */
export function isMissingCollection(error: unknown): boolean {
  const { errCode, code } = (error ?? {}) as { errCode?: unknown; code?: unknown };
  return errCode === -502005 || code === 'DATABASE_COLLECTION_NOT_EXIST';
}
