import type { DatabaseService } from '../database/index.js';
import type { FunctionsService } from '../functions/index.js';
import type { Kernel } from '../kernel/kernel.js';
import type { StateService } from '../state/index.js';
import type { StorageService } from '../storage/index.js';
import type { Activity } from './activity.js';

/** What the console looks at. */
export interface ConsoleParts {
  kernel: Kernel;
  functions: FunctionsService;
  database: DatabaseService;
  storage: StorageService;
  state: StateService;
  activity: Activity;
}
