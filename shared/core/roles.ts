import {
  type BuiltInRole,
  builtInRoles,
  defaultPermissions,
  isPermission,
  type Permission,
  type Role,
} from '../contracts/permissions.js';
import type { Instant, UserId } from '../contracts/terms.js';
import type { Actor } from './actor.js';
import { collection } from './store/collection.js';
import { declareCollection } from './store/declare.js';
import { MINUTE, now, toMs } from './time.js';

/** What the app's data says of a role, in place of the catalogue. */
export interface RoleDefinition {
  title: string;
  permissions: readonly string[];
}

/**
 * The app's roles, in one document: each change of it is one conditional update, so that the last administrator cannot be
 * removed by two who do it at once.
 */
export interface RoleBook {
  _id: 'current';
  admins: UserId[];
  roles: Record<Role, RoleDefinition>;
  /** Raised by one with each change of a role. */
  version: number;
  updatedAt: Instant;
}

/** The roles of one user, except `admin`, which is kept in the book. */
export interface RoleGrant {
  _id: UserId;
  roles: Role[];
  updatedAt: Instant;
}

export const roleBookCollection = declareCollection('roleBooks', [], 'none');
export const roleGrantCollection = declareCollection(
  'roleGrants',
  [
    {
      name: 'roles__id',
      keys: [
        ['roles', 1],
        ['_id', 1],
      ],
    },
  ],
  { of: '_id', onDeletion: { remove: true } },
);

export const roleBooks = collection<RoleBook>(roleBookCollection.name);
export const roleGrants = collection<RoleGrant>(roleGrantCollection.name);

/** How long an instance goes by what it has read: a role that is taken away is gone after this at the latest. */
const KEPT_FOR = MINUTE;
const MOST_KEPT = 1000;

interface Kept<T> {
  value: T;
  until: number;
}
const kept = new Map<string, Kept<unknown>>();

/** What the actor's roles let it do. */
export async function permissionsOf(actor: Actor): Promise<ReadonlySet<Permission>> {
  if (actor.kind !== 'operator' && actor.kind !== 'member') return new Set();
  const [book, roles] = await Promise.all([roleBook(), rolesOf(actor)]);
  const admin = actor.kind === 'member' && book.admins.includes(actor.userId);
  return new Set([...roles, ...(admin ? ['admin'] : [])].flatMap((role) => permissionsOfRole(role, book)));
}

/** What a role lets somebody do: what the app's data says of it, or else the catalogue. */
export function permissionsOfRole(role: Role, book: Pick<RoleBook, 'roles'>): Permission[] {
  if (role === 'admin') return defaultPermissions('admin');
  // What data grants counts as far as the code knows of it: a permission that is gone lets nobody in.
  if (Object.hasOwn(book.roles, role)) return book.roles[role]!.permissions.filter(isPermission);
  return Object.hasOwn(builtInRoles, role) ? defaultPermissions(role as BuiltInRole) : [];
}

/** The roles that somebody has been granted, and `member`; kept for a minute. `admin` is not among a member's. */
export async function rolesOf(actor: Extract<Actor, { kind: 'operator' | 'member' }>): Promise<readonly Role[]> {
  if (actor.kind === 'operator') return actor.roles;
  const { userId } = actor;
  const granted = await keep(`grant ${userId}`, () => roleGrants.get(userId));
  return ['member', ...(granted?.roles ?? [])];
}

/** Whether somebody is an administrator now. One round trip. */
export async function isAdministrator(userId: UserId): Promise<boolean> {
  return (await roleBooks.get('current'))?.admins.includes(userId) ?? false;
}

const NO_BOOK = { admins: [], roles: {} };

async function roleBook(): Promise<Pick<RoleBook, 'admins' | 'roles'>> {
  return (await keep('book', () => roleBooks.get('current'))) ?? NO_BOOK;
}

async function keep<T>(key: string, read: () => Promise<T>): Promise<T> {
  const at = toMs(now());
  const known = kept.get(key) as Kept<T> | undefined;
  if (known && at < known.until) return known.value;
  const value = await read();
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, { value, until: at + KEPT_FOR });
  return value;
}

/** Lets this instance read again what it kept of roles: after it has changed them itself. */
export function forgetRoles(): void {
  kept.clear();
}
