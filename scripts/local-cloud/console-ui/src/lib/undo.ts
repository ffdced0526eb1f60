import { computed, shallowReactive } from 'vue';
import { act } from './api.js';
import type { Json } from './types.js';

/** A change that a person made on this page; `before` and `after` are whole documents. */
export type DocumentChange =
  | { kind: 'insert'; after: Json }
  | { kind: 'replace'; before: Json; after: Json }
  | { kind: 'remove'; before: Json };

/** As many as are remembered of a collection, as long as the page is open. */
const MOST = 50;
const changes = shallowReactive(new Map<string, readonly DocumentChange[]>());

/** The changes made on this page to one collection, and how to put the last one back. */
export function useUndo(place: { env: string; collection: string }) {
  const key = JSON.stringify([place.env, place.collection]);
  const made = computed(() => changes.get(key) ?? []);
  return {
    last: computed(() => made.value.at(-1)),
    remember: (change: DocumentChange) => void changes.set(key, [...made.value, change].slice(-MOST)),
    /** @throws ApiError CHANGED_MEANWHILE, and leaves the document alone, when somebody else has changed it since */
    async undo(): Promise<void> {
      const change = made.value.at(-1);
      if (!change) return;
      await putBack(place, change);
      changes.set(key, made.value.slice(0, -1));
    },
  };
}

function putBack(place: { env: string; collection: string }, change: DocumentChange): Promise<unknown> {
  if (change.kind === 'insert') return act('documents/remove', { ...place, before: change.after });
  if (change.kind === 'remove') return act('documents/insert', { ...place, document: change.before });
  return act('documents/replace', { ...place, before: change.after, document: change.before });
}
