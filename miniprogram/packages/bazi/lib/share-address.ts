import { inBrowser } from '../../../api/channel';

/** The page that a share opens; a test holds it against the server's. */
export const SHARE_PAGE = 'packages/bazi/pages/share/share';

const SHARE_ID = /^shr_[0-9A-HJKMNP-TV-Z]{26}$/;

/** The share that a page was opened for: by a link, or by the scene of a scanned code. Nothing when it is no share's. */
export function shareIdOf({ id, scene }: { id?: string; scene?: string }): string | undefined {
  const given = id ?? decoded(scene ?? '');
  return SHARE_ID.test(given) ? given : undefined;
}

function decoded(scene: string): string {
  try {
    return decodeURIComponent(scene);
  } catch {
    return '';
  }
}

/** What a message in a chat opens. */
export const sharePath = (shareId: string): string => `/${SHARE_PAGE}?id=${shareId}`;

/** What can be sent from a browser; nothing within WeChat, where no page has an address. */
export function shareLink(shareId: string): string | undefined {
  if (!inBrowser()) return undefined;
  const { location } = globalThis as unknown as { location: { href: string } };
  return `${location.href.replace(/[#?].*$/, '')}#${sharePath(shareId)}`;
}

/** How a message in a chat is headed. */
export const shareTitle = (name: string | null): string => (name === null ? '一份四柱八字' : `${name}的四柱八字`);
