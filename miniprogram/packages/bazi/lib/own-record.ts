import type { ChartRecord } from './current-subject';

/** The chart of the member's own, if one is marked as that. */
export const ownRecord = (records: readonly ChartRecord[]): ChartRecord | undefined =>
  records.find(({ relation }) => relation === 'self');
