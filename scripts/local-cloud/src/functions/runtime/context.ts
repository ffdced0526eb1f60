import type { ContextFacts } from '../messages.js';

/** The second argument of `main`, with the fields that CloudBase's runtime gives. */
export function invocationContext(facts: ContextFacts, env: Record<string, string>): object {
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    memory_limit_in_mb: facts.memoryMb,
    time_limit_in_ms: facts.timeoutMs,
    request_id: facts.requestId,
    environ: Object.entries(env)
      .map(([key, value]) => `${key}=${value};`)
      .join(''),
    environment: JSON.stringify(env),
    function_version: facts.functionVersion,
    function_name: facts.functionName,
    namespace: facts.namespace,
    tencentcloud_region: env.TENCENTCLOUD_REGION,
    tencentcloud_appid: '1250000000',
    tencentcloud_uin: '100000000001',
  };
  return { ...context, getContext: () => context };
}
