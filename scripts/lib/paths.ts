import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Where everything that is built goes. */
export const dist = path.join(root, 'dist');
