import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.js';
import { folderOf } from './build.js';
import type { Hosting } from './hosting.js';

/** A file of the H5 site, as it was built. */
export interface SiteFile {
  /** Where it is in the site, with `/` between folders. */
  path: string;
  /** Where it lies. */
  file: string;
  /** Hexadecimal. */
  md5: string;
  /** How long browsers may keep it, in the words of HTTP. */
  cacheControl: string;
}

/** What a deployment does to the site. */
export interface SitePlan {
  /** Where it can be opened; absent while static hosting is off. */
  address?: string;
  /** Paths of the files that are not there, or are different. */
  upload: string[];
  unchanged: number;
  /** Files that this site does not have. They stay: pages that were opened before load them still. */
  older: number;
}

const PAGE = 'index.html';
/** Names that change with what is in the file. */
const HASHED = /^(pieces\/[A-Z0-9]{8}\.js|app-[A-Za-z0-9]{8}\.(js|css))$/;

/**
 * Builds the H5 site of an app for an environment.
 * @param api address of `http-api`
 * @param packed modules whose actions share one function
 * @throws BuildError with what is wrong in the source
 */
export async function buildSite(app: string, env: string, api: string, packed: readonly string[]): Promise<SiteFile[]> {
  // The compiler of mini-programs takes a second to load, which other deployments save.
  const { buildH5 } = await import('../mini-preview/src/build.js');
  const outDir = path.join(folderOf(env), 'site');
  const define = { YUNSHU_PACKED: JSON.stringify(packed.join(',')) };
  await buildH5({ app, env, api, outDir, root: path.join(root, 'miniprogram'), define });
  return readSiteFiles(outDir);
}

/** The files of a site that lies in a folder. */
export function readSiteFiles(folder: string): SiteFile[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).replaceAll(path.sep, '/');
    const md5 = createHash('md5').update(readFileSync(file)).digest('hex');
    return { path: name, file, md5, cacheControl: cacheControlOf(name) };
  });
}

function cacheControlOf(name: string): string {
  if (HASHED.test(name)) return 'public, max-age=31536000, immutable';
  return /\.(html|webmanifest)$/.test(name) ? 'no-cache' : 'public, max-age=3600';
}

/** Compares a site with what the environment serves. */
export function sitePlanOf(files: readonly SiteFile[], { address, files: there }: Hosting): SitePlan {
  const different = files.filter(({ path: name, md5 }) => there.get(name) !== md5);
  const names = new Set(files.map(({ path: name }) => name));
  return {
    ...(address !== undefined && { address }),
    upload: different.map(({ path: name }) => name),
    unchanged: files.length - different.length,
    older: [...there.keys()].filter((name) => !name.endsWith('/') && !names.has(name)).length,
  };
}

/**
 * In which order files go up: whatever a page loads is there before the page that loads it, so that a run that is killed
 * leaves the site as it was.
 */
export function uploadSteps(files: readonly SiteFile[]): SiteFile[][] {
  const page = files.filter(({ path: name }) => name === PAGE);
  return [files.filter((file) => !page.includes(file)), page].filter((step) => step.length > 0);
}

/** What the owner should know before the site calls its functions. */
export function siteNotes({ address }: Pick<SitePlan, 'address'>, variables: NodeJS.ProcessEnv): string[] {
  const known = (variables.YUNSHU_WEB_ORIGINS ?? '').split(',').map((one) => one.trim());
  if (address === undefined || known.includes(address)) return [];
  return [`YUNSHU_WEB_ORIGINS does not name ${address}: http-api refuses the calls of the site there`];
}
