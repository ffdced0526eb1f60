import { ACTIVITIES } from './activity-terms';
import { DUTIES, HEADINGS, quarterOf, STARS } from './day-terms';

/** What can be asked about on an almanac's page. */
export type TermKind = 'activity' | 'duty' | 'star' | 'mansion' | 'heading';

export interface Term {
  title: string;
  text: string;
}

const unknown = '旧历书中的名目，这里还没有释义。';

/** What a term of the almanac means, in a sentence or two of our own. */
export function termOf(kind: TermKind, name: string): Term {
  switch (kind) {
    case 'activity':
      return { title: name, text: ACTIVITIES[name] ?? unknown };
    case 'duty':
      return { title: `${name}日`, text: DUTIES[name] ?? unknown };
    case 'star':
      return { title: name, text: STARS[name] ?? unknown };
    case 'mansion':
      return { title: `${name}宿`, text: `属${quarterOf(name)}七宿。${HEADINGS.二十八宿}` };
    case 'heading':
      return { title: name, text: HEADINGS[name] ?? unknown };
  }
}
