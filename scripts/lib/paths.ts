import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Where everything that is built goes. */
export const dist = path.join(root, 'dist');
/** The page of the actions; the local cloud serves it at `/docs/`. */
export const apiPage = path.join(dist, 'docs');
