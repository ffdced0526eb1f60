import type { Output } from '../../../../shared/contracts/contract.js';
import type { readingList } from '../../../../shared/contracts/reading/list.js';
import { beijingTime } from '../../../format/time';

export type ReadingSummary = Output<typeof readingList>['items'][number];

const STATES: Partial<Record<ReadingSummary['state'], string>> = {
  claiming: '准备中',
  writing: '撰写中',
  failed: '未写成，次数已退还',
};

/** A reading as the history lists it. */
export const readingRow = (reading: ReadingSummary) => ({
  ...reading,
  made: beijingTime(reading.createdAt),
  note: STATES[reading.state] ?? '',
});

export type ReadingRow = ReturnType<typeof readingRow>;
