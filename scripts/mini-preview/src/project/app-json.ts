export interface TabBarItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface TabBar {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: 'black' | 'white';
  position?: 'bottom' | 'top';
  custom?: boolean;
  list: TabBarItem[];
}

export interface SubPackage {
  root: string;
  name?: string;
  pages: string[];
  independent?: boolean;
}

export interface PreloadRule {
  network?: 'all' | 'wifi';
  /** Names or roots. */
  packages: string[];
}

/** `app.json`, with all pages of all sub-packages by their full path. */
export interface AppConfig {
  /** Every page, first the one the app starts with. */
  pages: string[];
  /** Roots of sub-packages, each ending in `/`. */
  subPackages: SubPackage[];
  /** Page → the packages that are downloaded while it is looked at. */
  preloadRule?: Record<string, PreloadRule>;
  window: Record<string, unknown>;
  tabBar?: TabBar;
  usingComponents: Record<string, string>;
  darkmode: boolean;
  /** The variables of `theme.json`, by theme. */
  theme?: Record<'light' | 'dark', Record<string, string>>;
}
