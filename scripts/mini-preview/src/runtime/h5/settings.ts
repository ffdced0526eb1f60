/** What the build of an H5 site is told beside its source. */
export interface H5Settings {
  /** The product; sessions of several products on one site are kept apart by it. */
  app: string;
  title: string;
  /** Where `http-api` answers, without a slash at its end: `https://….service.tcloudbase.com/api`, or a path of this site. */
  api: string;
  /** Actions that are called without being asked for; a guest's call of one is refused quietly and asks nobody to sign in. */
  quietCalls: readonly string[];
}

declare const H5_SETTINGS: H5Settings;

/** Written in by the build. */
export const h5: H5Settings = H5_SETTINGS;
