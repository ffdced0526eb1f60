import { claimCollection } from '../core/pipeline/idempotency.js';
import { bucketCollection } from '../core/rate-limit/buckets.js';
import { roleBookCollection, roleGrantCollection } from '../core/roles.js';
import type { CollectionDeclaration } from '../core/store/declare.js';

/** Folders of `cloudfunctions/` that every app has. */
export const platformModules = ['request'] as const;

/** What the platform itself keeps in every app. */
export const platformCollections: readonly CollectionDeclaration[] = [
  claimCollection,
  bucketCollection,
  roleBookCollection,
  roleGrantCollection,
];
