import path from 'node:path';
import { CloudError } from '../kernel/cloud-error.js';
import { PLATFORM_VARIABLES } from './environment.js';
import { ANSWER_BYTES } from './limits.js';
import type { AliasRoute, PublishedRevision } from './versions.js';

/** A function as it is deployed: where its bundle lies and how the platform runs it. */
export interface FunctionDefinition {
  name: string;
  /** Absolute folder that holds the bundle. */
  dir: string;
  /** `<file without .js>.<export>`; CloudBase's default is `index.main`. HTTP functions have none. */
  handler: string;
  type: 'Event' | 'HTTP';
  /** 1 to 900 s; CloudBase's default is 3. */
  timeoutSeconds: number;
  /** 64 to 3072 MB; CloudBase's default is 256. */
  memoryMb: number;
  env: Record<string, string>;
  triggers: TimerTrigger[];
  /** Routes of the HTTP access service that lead here. */
  httpPaths?: HttpPath[];
  /** For example `Nodejs20.19`; shown, never changed by a later deploy. */
  runtime?: string;
  description?: string;
  /** Who may call an HTTP function; by default nobody without an identity, as on the platform. */
  invoke?: 'anyone' | 'authenticated';
  /** Published versions by number; the fields above are those of `$LATEST`. */
  published?: Readonly<Record<string, PublishedRevision>>;
  /** Names for versions. `$DEFAULT`, which calls follow, leads to `$LATEST` unless said. */
  aliases?: Readonly<Record<string, AliasRoute>>;
}

export interface TimerTrigger {
  name: string;
  type: 'timer';
  /** Seven fields: second minute hour day month weekday year, in UTC+8. */
  config: string;
}

export interface HttpPath {
  path: string;
  /** Gives the function the whole path; by default the matched prefix is removed (CloudBase: EnablePathTransmission). */
  keepPrefix?: boolean;
  /** Takes requests only whose `Authorization` header proves a user (CloudBase: EnableAuth, off by default). */
  auth?: boolean;
}

/** What CloudBase gives a function that says nothing else. */
export const FUNCTION_DEFAULTS = {
  handler: 'index.main',
  type: 'Event',
  timeoutSeconds: 3,
  memoryMb: 256,
  env: {},
  triggers: [],
} as const satisfies Partial<FunctionDefinition>;

/** Limits of the platform; sources in the project's research notes, 1.1. */
export const FUNCTION_LIMITS = {
  nameLength: 60,
  timeoutSeconds: 900,
  memoryMb: { min: 64, max: 3072 },
  envBytes: 4 * 1024,
  eventBytes: 6 * 1024 * 1024,
  answerBytes: ANSWER_BYTES,
  triggers: 10,
  perEnvironment: 50,
} as const;

/**
 * Checks a definition against the platform's limits.
 * @throws CloudError INVALID_PARAM naming the function, the field and the limit
 */
export function checkDefinition(definition: FunctionDefinition): void {
  const refuse = (field: string, why: string): never => {
    throw new CloudError('INVALID_PARAM', `function "${definition.name}": ${field} ${why}`);
  };
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(definition.name)) {
    refuse('name', 'must begin with a letter and hold letters, digits, - and _ only');
  }
  if (definition.name.length > FUNCTION_LIMITS.nameLength) {
    refuse('name', `is longer than ${FUNCTION_LIMITS.nameLength} characters`);
  }
  if (!path.isAbsolute(definition.dir)) refuse('dir', 'must be an absolute folder');
  if (definition.type === 'Event' && !/^[\w./-]+\.[A-Za-z_$][\w$]*$/.test(definition.handler)) {
    refuse('handler', `must be <file>.<export>, not "${definition.handler}"`);
  }
  const { timeoutSeconds, memoryMb } = definition;
  if (!(timeoutSeconds >= 1 && timeoutSeconds <= FUNCTION_LIMITS.timeoutSeconds)) {
    refuse('timeout', `must be 1 to ${FUNCTION_LIMITS.timeoutSeconds} s, not ${timeoutSeconds}`);
  }
  const { min, max } = FUNCTION_LIMITS.memoryMb;
  if (!(memoryMb >= min && memoryMb <= max)) refuse('memorySize', `must be ${min} to ${max} MB, not ${memoryMb}`);
  checkEnv(definition.env, refuse);
  for (const { path: route } of definition.httpPaths ?? []) {
    if (!/^\/[^?#\s]*$/.test(route)) refuse('path', `must begin with / and hold no query, not "${route}"`);
  }
  if (definition.type === 'HTTP' && definition.triggers.length > 0) refuse('triggers', 'call event functions only');
  if (definition.triggers.length > FUNCTION_LIMITS.triggers) {
    refuse('triggers', `are more than ${FUNCTION_LIMITS.triggers}`);
  }
}

function checkEnv(env: Record<string, string>, refuse: (field: string, why: string) => never): void {
  let bytes = 0;
  for (const [key, value] of Object.entries(env)) {
    if (PLATFORM_VARIABLES.has(key)) refuse(`envVariables.${key}`, 'is set by the platform');
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > FUNCTION_LIMITS.envBytes) {
    refuse('envVariables', `take ${bytes} bytes of at most ${FUNCTION_LIMITS.envBytes}`);
  }
}
