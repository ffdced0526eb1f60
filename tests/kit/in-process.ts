import type { Actor } from '../../shared/core/actor.js';
import { within } from '../../shared/core/context.js';
import { newCall } from '../../shared/core/pipeline/platform.js';
import type { RunningCloud } from './local-cloud.js';

/** Lets this process reach an environment of the local cloud as a function reaches the platform. */
export function beFunctionOf(cloud: RunningCloud, env: string): void {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: env,
    TCB_ENV: env,
    TCB_CONTEXT_KEYS: 'TCB_ENV',
    WX_CONTEXT_KEYS: 'TCB_ENV',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${cloud.url}/admin` }),
    YUNSHU_APP: env,
  });
}

/** Runs `work` as a call of `action` by `actor`. */
export function asCall<T>(
  work: () => Promise<T>,
  {
    actor = { kind: 'guest' },
    action = 'test-call',
    requestId,
  }: { actor?: Actor; action?: string; requestId?: string } = {},
): Promise<T> {
  const call = { ...newCall(action, {}, {}), actor, ...(requestId !== undefined && { requestId: requestId as never }) };
  return within(call, work);
}
