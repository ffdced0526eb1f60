import type { AuditProblem, auditVerify } from '../../contracts/audit/verify.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { auditEntries, auditHeads, isGenuineHead } from '../../core/audit/chain.js';
import { type AuditEntry, checkStamp, entryId, GENESIS, hashOf } from '../../core/audit/entry.js';
import { command } from '../../core/store/collection.js';

type Request = Parsed<typeof auditVerify>;
type Verdict = Output<typeof auditVerify>;
interface Place {
  seq: number;
  hash: string;
}

/** The platform's own limit for one read. */
const SLICE = 1000;

/**
 * Walks the audit chain and says the first place that is broken, whatever was done there: an entry changed, removed, moved, put in,
 * or the end cut off. A long chain takes several calls, each of which goes on where the one before stopped.
 *
 * A head that was put back to an older one with the entries after it removed looks whole from inside; an `anchor` finds it out.
 */
export async function verifyAudit({ after, anchor, limit }: Request): Promise<Verdict> {
  // The head is read first: what is appended while the walk goes on lies beyond it and is checked as well.
  const head = await auditHeads.get('head');
  const verdict: Verdict = { whole: true, checked: 0, retired: 0, broken: null, next: null, head: null };
  const broken = (seq: number, problem: AuditProblem): Verdict => ({
    ...verdict,
    whole: false,
    broken: { seq, problem },
  });

  if (head && !isGenuineHead(head)) return broken(head.seq, 'forged');
  verdict.head = head ? { seq: head.seq, hash: head.hash } : null;
  let last: Place = after ?? { seq: 0, hash: GENESIS };

  for (let left = limit; left > 0; ) {
    const wanted = Math.min(left, SLICE);
    const entries = await entriesAfter(last.seq, wanted);
    for (const entry of entries) {
      const problem = problemOf(entry, last) ?? rewound(entry, head) ?? rewound(entry, anchor);
      if (problem) return broken(problem === 'missing' ? last.seq + 1 : entry.seq, problem);
      if (checkStamp(entry.hash, entry) === 'retired') verdict.retired += 1;
      verdict.checked += 1;
      last = { seq: entry.seq, hash: entry.hash };
    }
    left -= wanted;
    if (entries.length < wanted) {
      const problem = problemOfEnd(last, head, anchor) ?? (await problemBeyond(last, head));
      return problem ? broken(last.seq + 1, problem) : verdict;
    }
  }
  return { ...verdict, next: last };
}

function entriesAfter(seq: number, limit: number): Promise<AuditEntry[]> {
  return auditEntries.find({ _id: command().gt(entryId(seq)) }, { orderBy: [['_id', 'asc']], limit });
}

function problemOf(entry: AuditEntry, before: Place): AuditProblem | undefined {
  if (entry._id !== entryId(before.seq + 1)) return 'missing';
  if (entry.seq !== before.seq + 1 || entry.prevHash !== before.hash) return 'moved';
  if (entry.hash !== hashOf(entry)) return 'changed';
  return checkStamp(entry.hash, entry) === 'forged' ? 'forged' : undefined;
}

function rewound(entry: AuditEntry, known: Place | undefined): AuditProblem | undefined {
  return known && entry.seq === known.seq && entry.hash !== known.hash ? 'rewound' : undefined;
}

function problemOfEnd(last: Place, head: Place | undefined, anchor: Place | undefined): AuditProblem | undefined {
  if (!head && last.seq > 0) return 'headless';
  if (head && last.seq < head.seq) return 'truncated';
  if (anchor && last.seq < anchor.seq) return 'rewound';
  return undefined;
}

/**
 * One entry may follow the head: that of a writer who is just moving it on, or died before. More are there only until the head
 * is read again.
 */
async function problemBeyond(last: Place, head: Place | undefined): Promise<AuditProblem | undefined> {
  const known = last.seq > (head?.seq ?? 0) + 1 ? await auditHeads.get('head') : head;
  return last.seq > (known?.seq ?? 0) + 1 ? 'beyond-head' : undefined;
}
