import { readJsonObject } from '../project/json.js';
import { BuildError } from '../project/problem.js';
import type { Source } from '../project/source.js';

/** What an H5 site says of itself, in `apps/<app>/h5.json`. */
export interface Site {
  title: string;
  /** For search engines, and for who is sent a link. */
  description: string;
  /** A picture of the app itself, for the home screen. */
  icon: string;
  themeColor: string;
  backgroundColor: string;
  /** Actions that the app calls without being asked to, and that must ask nobody to sign in. */
  quietCalls: string[];
  /** Icons of TDesign's that no code names: a server does. */
  icons: string[];
}

const TEXTS = ['title', 'description', 'icon', 'themeColor', 'backgroundColor'] as const;

/** @throws BuildError that names what is missing or of another type */
export function readSite(source: Source): Site {
  const path = `apps/${source.app}/h5.json`;
  const file = source.fileOf('app', '.json')!.replace(/app\.json$/, 'h5.json');
  const site = readJsonObject(file);
  const problems = TEXTS.filter((key) => typeof site[key] !== 'string' || site[key] === '').map((key) => ({
    file: path,
    message: `"${key}" must be a text`,
  }));
  const { quietCalls = [], icons = [] } = site;
  for (const [key, list] of Object.entries({ quietCalls, icons })) {
    const isList = Array.isArray(list) && list.every((name) => typeof name === 'string');
    if (!isList) problems.push({ file: path, message: `"${key}" must be a list of names` });
  }
  if (problems.length > 0) throw new BuildError(problems);
  return { ...(site as unknown as Site), quietCalls: quietCalls as string[], icons: icons as string[] };
}
