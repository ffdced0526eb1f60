import { onScopeDispose, readonly, ref } from 'vue';
import { request } from './api.js';
import { useLive } from './live.js';

const ahead = ref(0);
const tick = ref(Date.now());

const take = ({ now }: { now: number }) => {
  // To the second: the way here takes some milliseconds, and a day should read as one.
  ahead.value = Math.round((now - Date.now()) / 1000) * 1000;
};

/** How far the virtual clock is ahead of this browser's, ms. */
export const clockLead = readonly(ahead);

/** Virtual time, as of the last tick. */
export const virtualNow = () => tick.value + ahead.value;

/** Keeps the virtual clock running on the page; to be used once. */
export function useClock(): void {
  useLive('clock', take);
  const timer = setInterval(() => {
    tick.value = Date.now();
  }, 1000);
  onScopeDispose(() => clearInterval(timer));
  void readClock();
}

async function readClock(): Promise<void> {
  take(await request<{ now: number }>('GET', '/__hub/clock'));
}

/** Moves the virtual clock forward; what falls due on the way is run. */
export async function advanceClock(ms: number): Promise<void> {
  take(await request<{ now: number }>('POST', '/__hub/clock/advance', { body: JSON.stringify({ ms }) }));
  tick.value = Date.now();
}
