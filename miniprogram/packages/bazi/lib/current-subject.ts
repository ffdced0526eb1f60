import type { baziChart } from '../../../../shared/contracts/bazi/chart.js';
import type { Input, Output } from '../../../../shared/contracts/contract.js';
import type { recordSave } from '../../../../shared/contracts/record/save.js';

/** Whose chart it is, and by which school. */
export type Subject = Input<typeof baziChart>;
export type Chart = Output<typeof baziChart>;
export type ChartRecord = Output<typeof recordSave>;

/** The person that the pages are about, kept in memory alone: a birth never stands in an address, a log or on the device. */
export interface CurrentSubject {
  subject: Subject;
  /** As the server made it; made anew where it is absent. */
  chart?: Chart;
  /** When it is one of the saved charts. */
  record?: ChartRecord;
  /** What the chart is headed with when it is not saved: 上海市 徐汇区. */
  placeName?: string;
}

let current: CurrentSubject | undefined;

export const currentSubject = (): CurrentSubject | undefined => current;

export function setCurrentSubject(next: CurrentSubject | undefined): void {
  current = next;
}

let toChange: CurrentSubject | undefined;

/** Has the birth of a chart filled in where births are filled in. */
export function changeSubject(subject: CurrentSubject): void {
  toChange = subject;
}

/** The chart whose birth is to be changed, once. */
export function takeSubjectToChange(): CurrentSubject | undefined {
  const taken = toChange;
  toChange = undefined;
  return taken;
}
