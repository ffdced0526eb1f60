import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Route } from '../kernel/http.js';
import { collectionRoutes } from './collections.js';
import { documentRoutes } from './documents.js';
import { createEvents } from './events.js';
import { fileRoutes } from './files.js';
import { functionRoutes } from './functions.js';
import { logRoutes } from './logs.js';
import { overviewRoutes } from './overview.js';
import { pageRoutes } from './pages.js';
import type { ConsoleParts } from './parts.js';
import { stateRoutes } from './state.js';
import { timerRoutes } from './timers.js';
import { traceRoutes } from './trace.js';

export { type Activity, createActivity } from './activity.js';
export type { ConsoleParts } from './parts.js';

export interface ConsoleOptions extends ConsoleParts {
  /** Folder of the built pages, when it is not `dist/console`. */
  pages?: string;
}

export interface ConsoleService {
  /** `/console…` for a person, `/__console/…` for its pages. */
  routes: Route[];
  /** Ends the streams of open pages. */
  close(): void;
}

/**
 * The console: what a person sees and does in a browser. What the hub's own doors offer (clock, faults, payments, inbox)
 * its pages take from there.
 */
export function createConsole({ pages = builtPages(), ...parts }: ConsoleOptions): ConsoleService {
  const events = createEvents(parts);
  return {
    routes: [
      ...overviewRoutes(parts),
      ...functionRoutes(parts),
      ...logRoutes(parts),
      ...collectionRoutes(parts),
      ...documentRoutes(parts),
      ...fileRoutes(parts),
      ...timerRoutes(parts),
      ...stateRoutes(parts),
      ...traceRoutes(parts),
      events.route,
      ...pageRoutes(pages),
    ],
    close: events.close,
  };
}

/** Beside the bundle that runs, or in the workspace's `dist` when the sources do. */
function builtPages(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  return path.basename(here) === 'dist' ? path.join(here, 'console') : path.join(here, '../../dist/console');
}
