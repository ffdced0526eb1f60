import { hear, type Settings } from './messages.js';
import { setNetwork } from './network.js';
import { chooseTheme } from './theme.js';

/** Takes the phone's measures from the address (`?status=47&safe=34`, in px) and obeys the frame from then on. */
export function obeyFrame(): void {
  const query = new URLSearchParams(location.search);
  const root = document.documentElement.style;
  const status = Number(query.get('status') ?? 0);
  const safe = Number(query.get('safe') ?? 0);
  if (status > 0) {
    root.setProperty('--mp-status', `${status}px`);
    root.setProperty('--mp-safe-top', `${status}px`);
  }
  if (safe > 0) root.setProperty('--mp-safe-bottom', `${safe}px`);
  hear<Settings>(({ theme, network }) => {
    chooseTheme(theme === 'system' ? undefined : theme);
    setNetwork(network);
  });
}
