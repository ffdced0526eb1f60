import type { Output } from '../../contracts/contract.js';
import type { healthInspect } from '../../contracts/health/inspect.js';
import type { OrderId } from '../../contracts/terms.js';
import { cloudCall } from '../../core/cloud-call.js';
import { deadLetters } from '../../core/events/dead-letters.js';
import { routes } from '../../core/events/routes.js';
import { derivedId } from '../../core/ids.js';
import { describeError, log } from '../../core/log.js';
import { sdk } from '../../core/store/cloud.js';
import { collection, command } from '../../core/store/collection.js';
import { after, MINUTE, now } from '../../core/time.js';
import { listJobs } from '../job/list-jobs.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { healthProbes } from './probe.js';

type Health = Output<typeof healthInspect>;
type Check = Health['checks'][number];
type Finding = Pick<Check, 'state' | 'detail'>;

/** A database that takes longer than this for a write and a read is late. */
const DATABASE_MS = 500;
const STORAGE_MS = 2_000;
const PAYMENT_MS = 3_000;
/** Events are delivered at once; the sweep comes every minute. */
const OUTBOX_AGE = 5 * MINUTE;
const WORST = ['well', 'late', 'failing'] as const;

/**
 * Tries every service that the app lives on. One that fails is a finding, not a failure.
 * @param gateway the payment platform, reached only when it is its turn
 */
export async function inspectHealth(gateway: () => Promise<PaymentGateway>): Promise<Health> {
  const checks = [
    await check('database', database),
    await check('storage', storage),
    await check('payment', () => payment(gateway)),
    await check('outbox', outbox),
    await check('dead-letters', dead),
    await check('jobs', jobs),
  ];
  const state = WORST[Math.max(...checks.map((one) => WORST.indexOf(one.state)))]!;
  return { state, at: now(), checks };
}

async function check(name: Check['name'], look: () => Promise<Finding>): Promise<Check> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  try {
    const finding = await look();
    return { name, ...finding, ms: took() };
  } catch (error) {
    log('error', 'health.failing', { check: name, ...describeError(error) });
    return { name, state: 'failing', detail: 'no answer; the log has why', ms: took() };
  }
}

async function timed(most: number, work: () => Promise<unknown>): Promise<Finding> {
  const begun = performance.now();
  await work();
  const ms = Math.round(performance.now() - begun);
  return { state: ms <= most ? 'well' : 'late', detail: `${ms} ms, at most ${most} are well` };
}

function database(): Promise<Finding> {
  return timed(DATABASE_MS, async () => {
    const at = now();
    if (!(await healthProbes.change('database', {}, { at }))) await healthProbes.insert({ _id: 'database', at });
    const read = await healthProbes.get('database');
    if (!read || read.at < at) throw new Error('what was written is not there to be read');
  });
}

function storage(): Promise<Finding> {
  const fileContent = Buffer.from('yunshu');
  return timed(STORAGE_MS, () =>
    cloudCall('storage-call', 'health', () => sdk().uploadFile({ cloudPath: 'health/probe.txt', fileContent })),
  );
}

/** Asks for a trade that nobody ever opened: an answer of any kind means that the platform takes our signature. */
function payment(gateway: () => Promise<PaymentGateway>): Promise<Finding> {
  return timed(PAYMENT_MS, async () => (await gateway()).query(derivedId<OrderId>('order', 'health')));
}

async function outbox(): Promise<Finding> {
  const old: string[] = [];
  for (const name of routes().collections) {
    const emitters = collection<{ _id: string; outbox: { at: string } }>(name);
    const [oldest] = await emitters.find(
      {
        'outbox.at': command()
          .gt('')
          .and(command().lt(after(now(), -OUTBOX_AGE))),
      },
      { orderBy: [['outbox.at', 'asc']], limit: 1, fields: ['outbox.at'] },
    );
    if (oldest) old.push(`${name} since ${oldest.outbox.at}`);
  }
  if (old.length === 0) return { state: 'well', detail: `no event waits longer than ${OUTBOX_AGE / MINUTE} min` };
  return { state: 'late', detail: `events wait: ${old.join(', ')}` };
}

async function dead(): Promise<Finding> {
  const { length } = await deadLetters.find({ state: 'dead' }, { limit: 100, fields: ['_id'] });
  return { state: length > 0 ? 'late' : 'well', detail: `${length}${length === 100 ? ' or more' : ''} dead letters` };
}

async function jobs(): Promise<Finding> {
  const { items } = await listJobs();
  const unwell = items.filter(({ state }) => state === 'late' || state === 'failing');
  if (unwell.length === 0) return { state: 'well', detail: `${items.length} jobs` };
  const worst = unwell.some(({ state }) => state === 'failing') ? 'failing' : 'late';
  return { state: worst, detail: unwell.map(({ name, state }) => `${name} is ${state}`).join(', ') };
}
