import type { Answer } from '../../shared/contracts/contract.js';
import { ApiError } from './api-error';
import { placeOf } from './place';
import { beginCall } from './trace';

const noAnswer = () => new ApiError({ code: 'NETWORK', message: '网络不稳定，请稍后重试' });

const isAnswer = (value: unknown): value is Answer<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';

/**
 * Calls one action of the server.
 *
 * @throws {ApiError} and nothing else: what the server refused with, or `NETWORK` when no proper answer came.
 */
export async function call<T>(name: string, data: object): Promise<T> {
  let answer: unknown;
  const { trace, end } = beginCall();
  try {
    const place = placeOf(name);
    answer = (await wx.cloud.callFunction({ name: place.name, data: { ...data, ...place.extra, $yunshu: { trace } } }))
      .result;
  } catch (failure) {
    console.warn(`${name}: no answer`, failure);
    throw noAnswer();
  } finally {
    end();
  }
  if (!isAnswer(answer)) {
    console.error(`${name}: not an answer`, answer);
    throw noAnswer();
  }
  if (!answer.ok) throw new ApiError(answer.error, answer.traceId);
  return answer.data as T;
}
