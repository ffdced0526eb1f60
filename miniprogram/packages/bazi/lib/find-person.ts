import type { Output } from '../../../../shared/contracts/contract.js';
import type { readingGet } from '../../../../shared/contracts/reading/get.js';
import { api } from '../../../api/client.generated';
import { type Chart, type ChartRecord, type CurrentSubject, currentSubject } from './current-subject';
import { isReadingOf } from './reading-chart';

type Reading = Output<typeof readingGet>;
/** Somebody with a chart that has been made. */
export type Charted = CurrentSubject & { chart: Chart };

/**
 * Whose chart a page was opened for: a saved one by its id, the one that a reading is about, or the one that was looked at last. Nothing
 * when it is not known any more.
 * @throws ApiError
 */
export async function findPerson(recordId: string, reading?: Reading): Promise<Charted | undefined> {
  const found = reading ? await ofReading(reading) : recordId === '' ? currentSubject() : await ofRecord(recordId);
  return found && { ...found, chart: found.chart ?? (await api.bazi.chart(found.subject)) };
}

async function ofRecord(recordId: string): Promise<CurrentSubject | undefined> {
  const current = currentSubject();
  if (current?.record?.recordId === recordId) return current;
  return saved(await savedCharts(), (record) => record.recordId === recordId);
}

async function ofReading({ facts }: Reading): Promise<CurrentSubject | undefined> {
  const current = currentSubject();
  if (current?.chart && isReadingOf(facts, { pillars: current.chart.pillars, sex: current.subject.sex }))
    return current;
  return saved(await savedCharts(), ({ pillars, subject }) => isReadingOf(facts, { pillars, sex: subject.sex }));
}

const savedCharts = async () => (await api.record.list({})).records;

function saved(records: readonly ChartRecord[], wanted: (record: ChartRecord) => boolean): CurrentSubject | undefined {
  const record = records.find(wanted);
  return record && { record, subject: record.subject };
}
