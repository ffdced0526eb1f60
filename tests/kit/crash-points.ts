import type { RunningCloud } from './local-cloud.js';

/** More cloud calls than any action makes; a test that comes this far is not crashing what it means to. */
const MOST_CALLS = 40;

/**
 * Runs `attempt` again and again, killing the function `name` before its first cloud call and after its k-th for k = 1, 2, 3 …,
 * until it comes through unharmed. The function is dead before it hears what came of the call; who dies before a later call has
 * died after the one before it.
 *
 * `attempt` prepares, acts while the fault is armed by `arm`, and checks what is left.
 * @returns how many crash points there were
 */
export async function atEveryCrashPoint(
  cloud: RunningCloud,
  name: string,
  attempt: (arm: () => Promise<void>, disarm: () => Promise<void>, at: string) => Promise<void>,
): Promise<number> {
  for (let nth = 1; nth <= MOST_CALLS; nth += 1) {
    let struck = false;
    for (const when of nth === 1 ? ['before', 'after'] : ['after']) {
      const arm = async () => {
        await cloud.post('/__hub/faults', { kind: 'crash', function: name, nth, when, times: 1 });
      };
      const disarm = async () => {
        const left = await cloud.get<object[]>('/__hub/faults');
        struck ||= left.length === 0;
        await cloud.remove('/__hub/faults');
      };
      await attempt(arm, disarm, `${when} cloud call ${nth} of ${name}`);
    }
    if (!struck) return nth - 1;
  }
  throw new Error(`${name} makes more than ${MOST_CALLS} cloud calls`);
}
