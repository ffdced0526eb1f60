import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REVIEW_REJECTS } from '../../shared/modules/moderation/words.js';
import { type BuildReport, buildWechat } from '../mini-preview/src/build.js';
import { root } from './paths.js';

/** Files of a package that hold words. */
const TEXTS = /\.(js|json|wxml|wxs|wxss|svg)$/;

/** A word that WeChat's review knows, in a file of a package. */
export interface RefusedWord {
  file: string;
  line: number;
  word: string;
}

/**
 * Builds an app's package for WeChat and reads it as its review does.
 * @param packed modules that the deployment packed into one function each, separated by commas
 * @throws BuildError with what is wrong in the source
 */
export async function buildForReview(
  app: string,
  outDir: string,
  packed = '',
): Promise<{ report: BuildReport; refused: RefusedWord[] }> {
  const define = { YUNSHU_PACKED: JSON.stringify(packed) };
  const report = await buildWechat({ app, root: path.join(root, 'miniprogram'), outDir, define });
  return { report, refused: refusedWords(outDir) };
}

/** Every place of a package at which a review would stop. */
export function refusedWords(folder: string): RefusedWord[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => TEXTS.test(file));
  return files.sort().flatMap((file) => {
    const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
    return lines.flatMap((text, index) =>
      REVIEW_REJECTS.filter((word) => text.includes(word)).map((word) => ({ file, line: index + 1, word })),
    );
  });
}
