import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ActionNames, actionFiles, versionFiles } from './templates.js';

/** What is going to be written, and what is left for the author. */
export interface Plan {
  /** Texts by path from the root; none of them is there yet. */
  files: Readonly<Record<string, string>>;
  next: readonly string[];
}

interface PlanOptions {
  title?: string | undefined;
  newModule?: boolean;
}

const NAME = /^([a-z][a-z0-9]*)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;
/** What the platform allows in the name of a function. */
const LONGEST_NAME = 60;

/** What `npm run new` does for its arguments, or why it cannot. */
export function planAction(
  root: string,
  args: readonly string[],
  { title, newModule = false }: PlanOptions = {},
): Plan | { problem: string } {
  const [given = ''] = args;
  const [, module, action] = NAME.exec(given) ?? [];
  if (args.length !== 1 || !module || !action) {
    return { problem: `name one action as <module>/<action>, in small letters: npm run new -- order/remind` };
  }
  const names = namesOf(module, action, title);
  if (names.name.length > LONGEST_NAME) return { problem: `${names.name} is longer than ${LONGEST_NAME} characters` };
  const modules = modulesOf(root);
  if (!newModule && !modules.includes(module)) {
    return { problem: `no module ${module}; there are ${modules.join(', ')}. Begin one with --new-module` };
  }
  if (newModule && modules.includes(module))
    return { problem: `module ${module} is there already: leave out --new-module` };

  const files = filesOf(root, names);
  const taken = Object.keys(files).find((file) => existsSync(path.join(root, file)));
  if (taken) return { problem: `${taken} is there already; nothing was written` };
  return { files, next: nextSteps(names, newModule) };
}

function namesOf(module: string, action: string, title?: string): ActionNames {
  const words = action.split('-');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return {
    module,
    action,
    name: `${module}-${action}`,
    contract: module + words.map(capital).join(''),
    useCase: [words[0], ...words.slice(1).map(capital), capital(module)].join(''),
    title: title ?? `${module}-${action}`,
  };
}

function modulesOf(root: string): string[] {
  const entries = readdirSync(path.join(root, 'shared/contracts'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && entry.name !== 'http').map(({ name }) => name);
}

/** A new version of an action begins as the one before it. */
function filesOf(root: string, names: ActionNames): Record<string, string> {
  const before = previousVersion(names.action).find((action) => existsSync(fileOf(root, names.module, action)));
  if (before === undefined) return actionFiles(names);
  const read = (folder: string) => readFileSync(path.join(root, folder, names.module, `${before}.ts`), 'utf8');
  const old = namesOf(names.module, before);
  return versionFiles(names, old, { contract: read('shared/contracts'), entry: read('cloudfunctions') });
}

function previousVersion(action: string): string[] {
  const [, base, version] = /^(.+)-v(\d+)$/.exec(action) ?? [];
  if (!base) return [];
  return Number(version) > 2 ? [`${base}-v${Number(version) - 1}`] : [base];
}

const fileOf = (root: string, module: string, action: string) =>
  path.join(root, 'shared/contracts', module, `${action}.ts`);

function nextSteps({ module, action, name }: ActionNames, newModule: boolean): string[] {
  return [
    ...(newModule ? [`name the module '${module}' in the apps of shared/apps/ that have it`] : []),
    `shared/contracts/${module}/${action}.ts: say who may call it, what it takes, answers and refuses; then npm run generate`,
    `shared/modules/${module}/${action}.test.ts: say what it promises; it fails until you do`,
    `shared/modules/${module}/${action}.ts: keep the promise`,
    `tests/contracts/scenarios/${module}.ts: say how a valid call of ${name} is made, once it takes anything`,
    'npm run check && npm test -- tests/contracts',
  ];
}
