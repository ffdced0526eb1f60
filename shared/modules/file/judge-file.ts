import type { Output, Parsed } from '../../contracts/contract.js';
import type { fileChecked } from '../../contracts/file/checked.js';
import type { fileReview } from '../../contracts/file/review.js';
import { Failure } from '../../core/failure.js';
import { log } from '../../core/log.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { allFiles } from './files.js';

/**
 * The platform's verdict on a file that is being checked. One that names no check of ours changes nothing, and is answered
 * like any other, so that nobody learns which are under way.
 */
export async function receiveVerdict(message: Parsed<typeof fileChecked>): Promise<Output<typeof fileChecked>> {
  const [file] = await allFiles.find({ checkId: message.trace_id, state: 'checking' }, { limit: 1 });
  if (!file) {
    log('warn', 'file.verdict-unknown');
    return {};
  }
  const suggest = message.errcode === undefined || message.errcode === 0 ? message.result?.suggest : undefined;
  const verdict =
    suggest === 'pass'
      ? { state: 'ready', dueAt: null }
      : suggest === 'risky'
        ? { state: 'refused', dueAt: now() }
        : { state: 'review', dueAt: null };
  await allFiles.change(file._id, { state: 'checking', checkId: message.trace_id }, { ...verdict, checkId: null });
  return {};
}

/**
 * An operator's verdict on a file that a person has to look at.
 * @throws Failure FILE_NOT_FOUND when there is none that waits for one
 */
export async function reviewFile({ fileId, pass }: Parsed<typeof fileReview>): Promise<Output<typeof fileReview>> {
  const state = pass ? ('ready' as const) : ('refused' as const);
  const waits = { state: command().in(['review', 'checking']) };
  const changed = await allFiles.change(fileId, waits, { state, checkId: null, dueAt: pass ? null : now() });
  if (!changed && (await allFiles.get(fileId))?.state !== state) throw new Failure('FILE_NOT_FOUND');
  return { fileId, state };
}
