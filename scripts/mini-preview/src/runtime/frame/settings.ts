/** What the person at the frame has chosen; kept in this browser. */
export interface FrameSettings {
  device: string;
  theme: 'light' | 'dark' | 'system';
  network: string;
  users: string[];
}

const KEY = 'mini-preview-frame';
const OPENID = 'dev-openid';
const DEFAULTS: FrameSettings = {
  device: 'iPhone 13',
  theme: 'system',
  network: 'Wi-Fi',
  users: ['dev-user-1', 'dev-user-2'],
};

export function loadSettings(): FrameSettings {
  const stored = localStorage.getItem(KEY);
  return stored ? { ...DEFAULTS, ...(JSON.parse(stored) as Partial<FrameSettings>) } : { ...DEFAULTS };
}

export function saveSettings(settings: FrameSettings): void {
  localStorage.setItem(KEY, JSON.stringify(settings));
}

export function currentUser(): string {
  return localStorage.getItem(OPENID) ?? DEFAULTS.users[0]!;
}

export function setCurrentUser(openid: string): void {
  localStorage.setItem(OPENID, openid);
}
