import { randomBytes } from 'node:crypto';
import { addressSave } from '../../shared/contracts/address/save.js';
import type { Answer, AnswerError, Contract, Input, Output } from '../../shared/contracts/contract.js';
import { noteConfidentialOf } from './confidential.js';
import type { RunningCloud } from './local-cloud.js';

/** An answer with `ok: false`, thrown. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fields?: Record<string, string>,
    readonly missing?: string,
  ) {
    super(`${code}: ${message}`);
  }

  static of({ code, message, fields, missing }: AnswerError): Refusal {
    return new Refusal(code, message, fields, missing);
  }
}

/** Calls a function as `wx.cloud.callFunction` does; without an openid as somebody whom WeChat does not know. */
export async function callFunction(
  cloud: RunningCloud,
  env: string,
  name: string,
  data: unknown,
  openid?: string,
): Promise<Answer<unknown>> {
  noteConfidentialOf(data);
  const answer = await cloud.post<{ result?: Answer<unknown>; errCode?: number; errMsg: string }>(
    '/__cloud/callFunction',
    { env, name, data: data as object },
    openid ? { 'x-dev-openid': openid } : {},
  );
  if (answer.errCode !== undefined || !answer.result) throw new Error(`${name}: ${answer.errCode} ${answer.errMsg}`);
  noteConfidentialOf(answer.result);
  return answer.result;
}

/** Somebody who is told this often in a row to wait asks for more than a person does. */
const MOST_TRIES = 50;

/** Someone with a phone: every call goes the way `wx.cloud.callFunction` goes. */
export interface Buyer {
  openid: string;
  /** Waits as long as it is told to when it is told that it calls too often; every other refusal is thrown. */
  call<C extends Contract>(contract: C, input: Input<C>): Promise<Output<C>>;
  /** Sends anything at all, and gives the answer as it came. */
  send(name: string, data: unknown): Promise<Answer<unknown>>;
  /** The id of an address to send to, made on first use. */
  addressId(): Promise<string>;
}

/** A new id for something that a buyer means to do. */
export function newRequestId(): string {
  return randomBytes(12).toString('hex');
}

export function createBuyer(cloud: RunningCloud, env: string, openid = `o_${randomBytes(9).toString('hex')}`): Buyer {
  let address: Promise<string> | undefined;

  const send = (name: string, data: unknown) => callFunction(cloud, env, name, data, openid);

  const buyer: Buyer = {
    openid,
    send,
    async call(contract, input) {
      for (let tries = 1; ; tries += 1) {
        const answer = await send(contract.name, input);
        if (answer.ok) return answer.data as never;
        if (answer.error.code !== 'RATE_LIMITED' || tries === MOST_TRIES) throw Refusal.of(answer.error);
        await new Promise((resolve) => setTimeout(resolve, answer.error.retryAfterMs));
      }
    },
    addressId() {
      address ??= buyer
        .call(addressSave, {
          requestId: newRequestId(),
          name: '林清和',
          phone: '13800138000',
          province: '上海市',
          city: '上海市',
          district: '徐汇区',
          detail: '武康路 100 弄 1 号',
        })
        .then(({ addressId }) => addressId);
      return address;
    },
  };
  return buyer;
}
