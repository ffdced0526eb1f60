import type { Output, Parsed } from '../../contracts/contract.js';
import type { fileCommit } from '../../contracts/file/commit.js';
import { policies } from '../../contracts/file/file.js';
import { member } from '../../core/actor.js';
import { environmentId } from '../../core/environment.js';
import { Failure } from '../../core/failure.js';
import { describeError, log } from '../../core/log.js';
import { linkTo, putFile, readStoredFile, removeFiles, sizeOfStoredFile } from '../../core/store/storage.js';
import { after, now } from '../../core/time.js';
import { CHECK_WITHIN, keptPath, ownFiles, type StoredFile, uploadPath } from './files.js';
import { problemWith } from './inspect.js';
import type { Moderation } from './moderation.js';

/**
 * Takes over what the acting member has uploaded: its size is asked for before it is read, its content says what it is, and a
 * copy goes where its owner cannot write any more. Purposes whose files others see are looked at by the platform first.
 * Committed twice it answers the same.
 * @throws Failure FILE_NOT_FOUND, also when it is someone else's
 * @throws Failure FILE_NOT_UPLOADED when there is nothing at the place that was claimed
 * @throws Failure FILE_REFUSED for another place, or with what is wrong; the upload is removed
 */
export async function commitFile(
  { fileId, uploaded }: Parsed<typeof fileCommit>,
  moderation: Moderation,
): Promise<Output<typeof fileCommit>> {
  const { openid } = member();
  const file = await ownFiles.get(fileId);
  if (!file || file.state === 'refused') throw new Failure('FILE_NOT_FOUND');
  if (file.state !== 'awaited') return view(file);
  // The place is the one that was claimed, in this environment's own storage: whoever else's could be read.
  if (!isAt(uploaded, uploadPath(file))) throw refused('uploaded', '不是申请到的位置');

  const content = await contentOf(uploaded, file);
  const kept = await putFile(keptPath(file), content);
  const { shown } = policies[file.purpose];
  const committed = { bytes: content.length, kept, dueAt: null };
  const checked = shown ? await startCheck(kept, openid, moderation) : ({ state: 'ready' } as const);
  const changed = await ownFiles.change(fileId, { state: 'awaited' }, { ...committed, ...checked });
  await removeFiles([uploaded]);
  if (changed) return view({ ...file, ...committed, ...checked });
  const current = await ownFiles.get(fileId);
  if (!current) throw new Failure('FILE_NOT_FOUND');
  return view(current);
}

/** Whether a file's id (`cloud://<environment>.<bucket>/<path>`) is of this path and environment. */
function isAt(fileId: string, path: string): boolean {
  const [, env, rest] = /^cloud:\/\/([^./]+)[^/]*\/(.*)$/s.exec(fileId) ?? [];
  return env === environmentId() && rest === path;
}

async function contentOf(uploaded: string, file: StoredFile): Promise<Buffer> {
  const policy = policies[file.purpose];
  const bytes = await sizeOfStoredFile(uploaded);
  if (bytes === undefined) throw new Failure('FILE_NOT_UPLOADED');
  if (bytes > policy.largest) return discard(uploaded, `文件过大，最多 ${policy.largest / 1024 / 1024} MB`);
  const content = await readStoredFile(uploaded);
  // It may have been replaced since its size was asked for.
  if (content.length > policy.largest) return discard(uploaded, `文件过大，最多 ${policy.largest / 1024 / 1024} MB`);
  const problem = await problemWith(content, file.extension, policy);
  return problem === undefined ? content : discard(uploaded, problem);
}

/** The place stays claimed: its owner may upload something better. */
async function discard(uploaded: string, problem: string): Promise<never> {
  await removeFiles([uploaded]);
  throw refused('uploaded', problem);
}

function refused(field: string, problem: string): Failure {
  return new Failure('FILE_REFUSED', { message: problem, fields: { [field]: problem } });
}

/** A check that cannot be started, as WeChat's for who came in without WeChat, means that a person looks, never that it has passed. */
async function startCheck(kept: string, openid: string | undefined, moderation: Moderation) {
  if (openid === undefined) return { state: 'review' } as const;
  try {
    const { url } = await linkTo(kept);
    const checkId = await moderation.start(url, openid);
    return { state: 'checking', checkId, dueAt: after(now(), CHECK_WITHIN) } as const;
  } catch (error) {
    log('error', 'file.unchecked', describeError(error));
    return { state: 'review' } as const;
  }
}

export function view({ _id, purpose, state, bytes, createdAt }: StoredFile) {
  return { fileId: _id, purpose, state, bytes, createdAt };
}
