import type { Verdict } from '../../modules/moderation/moderation.js';
import { callTencent } from '../tencent-api/call.js';
import type { TencentCredentials } from '../tencent-api/tc3.js';

const CALL = { service: 'tms', action: 'TextModeration', version: '2020-12-29', region: 'ap-guangzhou' };
/** Characters that one check takes. */
const LONGEST = 10_000;
const VERDICTS: Readonly<Record<string, Verdict>> = { Pass: 'pass', Review: 'review', Block: 'risky' };

/**
 * Tencent Cloud's check of texts (TMS, cloud.tencent.com/document/product/1124/51860), which needs no user of WeChat's.
 * @throws Error when the check could not be made
 */
export function tencentText(credentials: TencentCredentials): (text: string) => Promise<Verdict> {
  return async (text) => {
    if ([...text].length > LONGEST)
      throw new Error(`TextModeration takes ${LONGEST} characters, not ${[...text].length}`);
    const params = { Content: Buffer.from(text, 'utf8').toString('base64') };
    const { Suggestion } = await callTencent<{ Suggestion?: string }>(CALL, params, credentials);
    const verdict = VERDICTS[Suggestion ?? ''];
    if (!verdict) throw new Error(`TextModeration suggests ${Suggestion}`);
    return verdict;
  };
}
