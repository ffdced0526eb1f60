import type { Output, Parsed } from '../../contracts/contract.js';
import { ChosenKind, type NoticeKind, PushChannel } from '../../contracts/notice/notice.js';
import type { noticePrefer } from '../../contracts/notice/prefer.js';
import type { noticePreferences } from '../../contracts/notice/preferences.js';
import type { UserId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { collection, command, type Owned } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { businessDay, now } from '../../core/time.js';
import { templates } from './templates.js';

/** What a user wants to be told, and how many short messages he has had today. */
interface Preferences extends Owned {
  _id: UserId;
  choices: { kind: NoticeKind; channel: PushChannel; on: boolean }[];
  smsDay: string;
  smsSent: number;
}

export const preferenceCollection = declareCollection('noticePreferences', [], {
  of: '_id',
  onDeletion: { remove: true },
});
const preferences = collection<Preferences>(preferenceCollection.name);

/** The channels on which a user wants to be told of a kind. One round trip. */
export async function channelsOf(userId: UserId, kind: NoticeKind): Promise<PushChannel[]> {
  const choices = (await preferences.get(userId))?.choices ?? [];
  return PushChannel.options.filter((channel) => isOn(choices, kind, channel));
}

function isOn(choices: Preferences['choices'], kind: NoticeKind, channel: PushChannel): boolean {
  const chosen = choices.find((choice) => choice.kind === kind && choice.channel === channel);
  return chosen?.on ?? templates[kind].on.includes(channel);
}

/** What the acting member is told of, kind by kind. */
export async function showPreferences(): Promise<Output<typeof noticePreferences>> {
  const choices = (await preferences.get(member().userId))?.choices ?? [];
  const items = ChosenKind.options.flatMap((kind) =>
    PushChannel.options.map((channel) => ({
      kind,
      channel,
      on: isOn(choices, kind, channel),
      title: templates[kind].title,
    })),
  );
  return { items };
}

const MOST_TRIES = 5;

/** Turns a kind on or off on a channel, for the acting member. */
export async function prefer(wanted: Parsed<typeof noticePrefer>): Promise<Output<typeof noticePrefer>> {
  const { userId } = member();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const kept = await preferences.get(userId);
    const others = (kept?.choices ?? []).filter(
      ({ kind, channel }) => kind !== wanted.kind || channel !== wanted.channel,
    );
    const choices = [...others, wanted];
    const done = kept
      ? await preferences.change(userId, { revision: kept.revision }, { choices })
      : await preferences.insert({ _id: userId, userId, choices, smsDay: '', smsSent: 0 });
    if (done) return wanted;
  }
  throw new Failure('REQUEST_IN_PROGRESS');
}

/** Takes one of the `most` short messages that a user may be sent today. Up to three round trips. @returns whether there was one */
export async function takeShortMessage(userId: UserId, most: number): Promise<boolean> {
  if (most === 0) return false;
  const _ = command();
  const smsDay = businessDay(now());
  if (await preferences.change(userId, { smsDay, smsSent: _.lt(most) }, { smsSent: _.inc(1) })) return true;
  if (await preferences.change(userId, { smsDay: _.neq(smsDay) }, { smsDay, smsSent: 1 })) return true;
  return preferences.insert({ _id: userId, userId, choices: [], smsDay, smsSent: 1 });
}
