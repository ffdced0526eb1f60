/** One index of a collection, as the deploy provisions it. */
export interface IndexDeclaration {
  name: string;
  keys: readonly (readonly [field: string, direction: 1 | -1])[];
  unique?: boolean;
}

/** What becomes of a user's documents when the account is deleted. */
export type OnDeletion =
  | { remove: true }
  /** What the law wants kept: it is given to a pseudonym, and the fields of `set` are overwritten where they hold something. */
  | { set: Readonly<Record<string, string | null>>; because: string }
  /** Its own sweep takes it away, with what it has in storage; `set`, and the present time in `now`, tell it to. The account waits. */
  | { sweep: Readonly<Record<string, string | null>>; now: readonly string[] }
  /** It stays as it is, or goes by itself soon. */
  | { keep: true; because: string }
  /** The account itself: removed last of all. */
  | 'with-account';

/** What a collection keeps of a user (PIPL, articles 45 and 47): what an export shows, and what a deletion takes away. */
export interface KeptOfUser {
  /** The field with the user's id. */
  of: string;
  onDeletion: OnDeletion;
  /** Fields that an export leaves out: hashes, other people's. */
  hidden?: readonly string[];
  /** It belongs to the way in: an account that has nothing else is empty. */
  partOfAccount?: true;
  /** Documents that have to come to an end before the account can be deleted. */
  unfinished?: readonly Unfinished[];
}

/** What a user has to bring to an end, or to wait for; `title` says so to him. */
export interface Unfinished {
  field: string;
  values: readonly string[];
  title: string;
  /** Only so many days from the instant in `of` on. */
  within?: { of: string; days: number };
}

/** A collection as the deploy provisions it: closed to clients, reached through functions alone. */
export interface CollectionDeclaration {
  name: string;
  indexes: readonly IndexDeclaration[];
  /** Types of the events that happen to its documents. */
  emits?: readonly string[];
  /** What it holds means nothing in another environment, or is made again there: backups leave it out. */
  transient?: true;
  /** What it keeps of users; `none` when nothing in it belongs to one. A test demands that each collection says so. */
  personal?: KeptOfUser | 'none';
}

/** Declares a collection next to the module that owns it. */
export function declareCollection(
  name: string,
  indexes: readonly IndexDeclaration[] = [],
  personal?: KeptOfUser | 'none',
): CollectionDeclaration {
  return { name, indexes, ...(personal && { personal }) };
}

/** Declares a collection whose documents have an outbox for `events`; `emitting()` makes it. */
export function declareEmittingCollection(
  name: string,
  events: readonly { type: string }[],
  indexes: readonly IndexDeclaration[] = [],
  personal?: KeptOfUser | 'none',
): CollectionDeclaration {
  const outbox: IndexDeclaration = {
    name: 'outbox_at',
    keys: [
      ['outbox.at', 1],
      ['_id', 1],
    ],
  };
  const emits = events.map(({ type }) => type);
  return { name, indexes: [...indexes, outbox], emits, ...(personal && { personal }) };
}

/** Declares that what a collection holds means nothing in another environment, or is made again there: backups leave it out. */
export function transient(declaration: CollectionDeclaration): CollectionDeclaration {
  return { ...declaration, transient: true };
}
