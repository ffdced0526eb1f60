import { CloudError } from '../kernel/cloud-error.js';

/** COS keys hold 850 bytes of UTF-8 at most. */
const LONGEST = 850;
/** `?` and `#` end a path and `\` is a separator to some clients, so that no SDK could fetch such a file again. */
const UNSAFE = /[\\?#\p{Cc}]/u;

/**
 * Checks the path of a file inside an environment; names may be in any script.
 * @param name what an error calls it
 * @throws CloudError INVALID_PARAM that says which rule is broken
 */
export function checkCloudPath(path: unknown, name = 'cloudPath'): string {
  const invalid = (rule: string) => new CloudError('INVALID_PARAM', `${name} ${rule}`);
  if (typeof path !== 'string' || path === '') throw invalid('must be a non-empty text');
  if (Buffer.byteLength(path) > LONGEST) throw invalid(`must be ${LONGEST} bytes of UTF-8 at most`);
  if (/\p{Cs}/u.test(path)) throw invalid('must be well-formed Unicode');
  if (path.startsWith('/') || path.endsWith('/')) throw invalid('must not begin or end with /');
  if (UNSAFE.test(path)) throw invalid('must not hold ? # \\ or control characters');
  const bad = path.split('/').find((part) => part === '' || part === '.' || part === '..');
  if (bad !== undefined) throw invalid(`must not have "${bad}" between two slashes`);
  return path;
}
