import type { DatabaseService } from '../database/index.js';
import { HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import { exportState, type StateSummary } from './export.js';
import { type ImportHooks, importState } from './import.js';

export { keepClock } from './clock-file.js';
export { runStateCommand } from './command.js';
export type { StateSummary } from './export.js';
export { exportFile, importFile } from './file.js';
export type { ImportHooks } from './import.js';
export { STATE_VERSION } from './manifest.js';

/** All state of environments, to a folder and back. */
export interface StateService {
  /** `POST /__hub/export {folder, environments?}`, `POST /__hub/import {folder}`. */
  routes: Route[];
  /** @param environments all of them when absent */
  export(folder: string, environments?: readonly string[]): Promise<StateSummary>;
  import(folder: string): Promise<StateSummary>;
}

interface StateParts {
  kernel: Kernel;
  database: DatabaseService;
  hooks: ImportHooks;
}

export function createState({ kernel, database, hooks }: StateParts): StateService {
  let last: Promise<unknown> = Promise.resolve();
  /** One at a time: an export of a half-imported environment would be worth nothing. */
  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  const service: Omit<StateService, 'routes'> = {
    export: (folder, environments = kernel.environments()) =>
      inTurn(() => exportState(kernel, database, folder, environments)),
    import: (folder) => inTurn(() => importState(kernel, database, folder, hooks)),
  };
  const door = (
    path: string,
    act: (folder: string, body: Record<string, unknown>) => Promise<StateSummary>,
  ): Route => ({
    method: 'POST',
    path,
    async handle({ request, response }) {
      const body = await readJson(request, 100_000);
      if (typeof body.folder !== 'string') throw new HttpError(400, 'INVALID_PARAM', 'folder must be a text');
      sendJson(response, 200, await act(body.folder, body));
    },
  });
  return {
    ...service,
    routes: [
      door('/__hub/export', (folder, { environments }) => service.export(folder, readEnvironments(environments))),
      door('/__hub/import', (folder) => service.import(folder)),
    ],
  };
}

function readEnvironments(environments: unknown): string[] | undefined {
  if (environments === undefined) return undefined;
  if (Array.isArray(environments) && environments.length > 0 && environments.every((env) => typeof env === 'string')) {
    return environments;
  }
  throw new HttpError(400, 'INVALID_PARAM', 'environments must be a list of ids');
}
