import { appendFileSync } from 'node:fs';

/** Keys of what is sent to functions or comes from them whose texts no log may hold, whatever the action. */
const SECRETS = new Set([
  ...['password', 'newPassword', 'oldPassword', 'identifier', 'phone', 'remark', 'detail'],
  ...['accessToken', 'refreshToken', 'signingKey', 'operator', 'assertion', 'paySign'],
]);

/** What is shorter stands in lines that have nothing to do with it. */
const SHORTEST = 5;

const seen = new Set<string>();

/** Notes what a test uses of people and secrets, for the check at the end of a run that no log line holds any of it. */
export function noteConfidential(...texts: readonly string[]): void {
  const file = process.env.YUNSHU_CONFIDENTIAL_FILE;
  if (!file) return;
  for (const text of texts) {
    if (seen.has(text)) continue;
    seen.add(text);
    appendFileSync(file, `${JSON.stringify(text)}\n`);
  }
}

/** Notes what is confidential of what is sent or answered: by its keys, and a name that stands beside a telephone number. */
export function noteConfidentialOf(value: unknown): void {
  if (!process.env.YUNSHU_CONFIDENTIAL_FILE || typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    // What a refusal says of a field is our own text, whatever the field is called.
    if (key === 'fields') continue;
    const ofPerson = key === 'name' && 'phone' in value;
    if (typeof part !== 'string') noteConfidentialOf(part);
    else if (ofPerson || (SECRETS.has(key) && part.length > SHORTEST)) noteConfidential(part);
  }
}
