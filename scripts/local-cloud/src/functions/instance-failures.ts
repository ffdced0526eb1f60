import { CloudError } from '../kernel/cloud-error.js';
import { FUNCTION_LIMITS } from './definition.js';

export function timedOut(seconds: number): CloudError {
  return new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`);
}

export function loadTimedOut(ms: number): CloudError {
  return new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `the module did not load within ${ms / 1000} seconds`);
}

export function memoryExceeded(memoryMb: number): CloudError {
  return new CloudError('FUNCTIONS_MEMORY_LIMIT_EXCEEDED', `the function used more than its ${memoryMb} MB of memory`);
}

/** Why a process that nobody ended is gone. */
export function ended(code: number | null, signal: string | null, lastWords: string, memoryMb: number): CloudError {
  if (/heap out of memory|Invalid array buffer length|Allocation failed/i.test(lastWords))
    return memoryExceeded(memoryMb);
  const how = signal ? `was ended by ${signal}` : `ended its own process (exit code ${code})`;
  const words = lastWords === '' ? '' : `: ${lastWords}`;
  return new CloudError('FUNCTIONS_EXECUTE_FAIL', `the function ${how} before it answered${words}`);
}

export function answerTooLarge(bytes: number): CloudError {
  const text = `the answer takes ${bytes} bytes of at most ${FUNCTION_LIMITS.answerBytes}`;
  return new CloudError('EXCEED_MAX_RESPONSE_SIZE', text);
}

/** Something in the function's process wrote where only its runtime may. */
export function brokenChannel(problem: string): CloudError {
  return new CloudError('FUNCTIONS_EXECUTE_FAIL', `the function broke its channel to the local cloud: ${problem}`);
}
