import { fetchOverNetwork } from '../../network.js';
import { theApp } from '../../source.js';
import { ApiError } from '../api.js';

/** Where a call goes when `wx.cloud` and the call itself name no environment. */
let chosen: string | undefined;

export interface CloudConfig {
  env?: string;
}

export function chooseEnv(env: string | undefined): void {
  chosen = env;
}

export function envOf(config?: CloudConfig): string {
  return config?.env ?? chosen ?? theApp().env;
}

/** Who the person in front of this page is, for the local cloud. */
export function devOpenid(): string {
  return localStorage.getItem('dev-openid') ?? 'dev-user-1';
}

/** Asks a door of the local cloud; its `{errCode, errMsg}` is thrown as an ApiError. */
export async function post(path: string, body: BodyInit, contentType: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': contentType, 'x-dev-openid': devOpenid() };
  const response = await fetchOverNetwork(`/__cloud/${path}`, { method: 'POST', headers, body });
  return readAnswer(path, response.status, await response.text());
}

export function postJson(path: string, body: unknown): Promise<Record<string, unknown>> {
  return post(path, JSON.stringify(body), 'application/json');
}

/** @throws ApiError for a failure, and for an answer that is no JSON */
export function readAnswer(path: string, status: number, text: string): Record<string, unknown> {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new ApiError(`the local cloud answered ${status} without JSON at /__cloud/${path}`, { errCode: -1 });
  }
  if (answer.errCode || status >= 400) {
    const message = String(answer.errMsg ?? answer.message ?? `status ${status}`);
    throw new ApiError(message.replace(/^cloud\.\w+:fail\s*/, ''), { ...answer, errCode: answer.errCode ?? -1 });
  }
  return answer;
}
