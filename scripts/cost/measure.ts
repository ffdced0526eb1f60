import type { App } from '../../shared/apps/app.js';
import { NOTHING, plus, times, type Usage } from '../../shared/modules/cost/usage.js';
import { type RunningCloud, startCloud } from '../../tests/kit/local-cloud.js';
import { shopOf } from '../../tests/kit/shop.js';
import type { InvocationRecord } from '../local-cloud/src/functions/records.js';
import type { Profile } from './estimate.js';
import type { Journeys } from './journey.js';

/** What is taken for granted, because this machine cannot show it. */
export const ASSUMPTIONS = {
  /** A cloud call takes this long on CloudBase, ms; here it takes one. */
  roundTripMs: 20,
  /** One picture of the CDN, KB. */
  pictureKb: 120,
  /** One line of the log, KB. */
  logLineKb: 0.5,
  /** What is sent to the payment platform for one order, KB. */
  paymentKb: 6,
  /** What a visit and an order leave in the database in a month, KB. */
  visitKb: 0.2,
  orderKb: 4,
};

const ROUNDS = 5;
const KB_PER_GB = 1024 * 1024;
const HOURS_A_MONTH = 720;
/** Two seconds without a call are calm; a minute is long enough to wait for them. */
const QUIET_LOOKS = 4;
const MOST_LOOKS = 120;

/** Runs each journey a few times, and an hour in which nobody comes, in a local cloud of its own, and counts what they use. */
export async function measure(app: App, journeys: Journeys): Promise<Profile> {
  const cloud = await startCloud();
  try {
    const shop = shopOf(cloud, app.name);
    // Nobody else is there: what runs in this hour are timers, and what they set off.
    const hour = await used(
      cloud,
      app,
      () => true,
      async () => {
        await cloud.post('/__hub/clock/advance', { ms: 3_600_000 });
        await calm(cloud, app);
        return NOTHING;
      },
    );
    const average = async (work: () => Promise<Usage>): Promise<Usage> => {
      // The first time starts the instances, which a month of many calls hardly sees.
      await work();
      const rounds = async () => {
        const made: Usage[] = [];
        for (let round = 0; round < ROUNDS; round += 1) made.push(await work());
        return plus(...made);
      };
      return times(await used(cloud, app, (record) => record.caller.trigger !== 'timer', rounds), 1 / ROUNDS);
    };

    const visit = await average(async () => {
      const { pictures, kept = { kb: 0, months: 0 } } = await journeys.visit(shop);
      return {
        ...{ ...NOTHING, cdn: gb(pictures * ASSUMPTIONS.pictureKb), databaseCapacity: gb(ASSUMPTIONS.visitKb) },
        storageCapacity: gb(kept.kb * kept.months),
      };
    });
    const order = await average(async () => {
      if (!journeys.order) return NOTHING;
      await journeys.order(shop);
      return { ...NOTHING, egress: gb(ASSUMPTIONS.paymentKb), databaseCapacity: gb(ASSUMPTIONS.orderKb) };
    });
    return { visit, order, idle: times(hour, HOURS_A_MONTH) };
  } finally {
    await cloud.stop();
  }
}

/** What `work` says that it used, and what the invocations used that it led to. */
async function used(
  cloud: RunningCloud,
  app: App,
  counts: (record: InvocationRecord) => boolean,
  work: () => Promise<Usage>,
): Promise<Usage> {
  const recent = () => cloud.get<InvocationRecord[]>(`/__hub/invocations?env=${app.name}&limit=1000`);
  const before = new Set((await recent()).map(({ requestId }) => requestId));
  const said = await work();
  const made = (await recent()).filter((record) => !before.has(record.requestId) && counts(record));
  return plus(said, ...made.map(usageOf));
}

/** Waits until nothing has been called for a while: a timer's work goes on in functions that it calls. */
async function calm(cloud: RunningCloud, app: App): Promise<void> {
  let [last, quiet] = ['', 0];
  for (let looks = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [newest] = await cloud.get<InvocationRecord[]>(`/__hub/invocations?env=${app.name}&limit=1`);
    quiet = newest?.requestId === last ? quiet + 1 : 0;
    last = newest?.requestId ?? '';
  }
}

/** What one invocation is billed for, with cloud calls as slow as they are on the platform. */
function usageOf(record: InvocationRecord): Usage {
  const calls = (service: string) =>
    Object.entries(record.roundTrips).reduce(
      (sum, [action, count]) => sum + (action.startsWith(service) ? count : 0),
      0,
    );
  const waiting = record.calls * ASSUMPTIONS.roundTripMs;
  const seconds = (record.durationMs - record.queuedMs - record.initMs + waiting) / 1000;
  return {
    ...NOTHING,
    call: 1,
    compute: (record.memoryMb / 1024) * Math.max(0, seconds),
    database: calls('database.'),
    storageRequest: calls('storage.'),
    http: record.caller.trigger === 'http' ? 1 : 0,
    logs: gb(record.logs.length * ASSUMPTIONS.logLineKb),
  };
}

const gb = (kb: number) => kb / KB_PER_GB;
