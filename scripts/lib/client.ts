import { type CloudFunction, isAction } from './actions.js';
import { isForClients } from './contracts/policy.js';

const HEADER = `// Generated from the contracts by \`npm run generate\`. Not to be edited.
`;

/** The mini-program's typed client: one method for each action that a user can call. */
export function miniprogramClient(functions: readonly CloudFunction[]): string {
  const callable = functions.filter(({ declared }) => isAction(declared) && isForClients(declared));
  const imports = callable.map(
    ({ exportName, contractFile }) => `import type { ${exportName} } from '../../${contractFile}';`,
  );
  const modules = [...new Set(callable.map(({ module }) => module))];
  const groups = modules.map((module) => {
    const methods = callable.filter((one) => one.module === module).map(method);
    return `  ${module}: {\n${methods.join('\n')}\n  },`;
  });
  return [
    HEADER,
    `import type { Input, Output } from '../../shared/contracts/contract';`,
    ...imports.sort(),
    `import { call } from './call';`,
    '',
    'export const api = {',
    ...groups,
    '};',
    '',
  ].join('\n');
}

function method({ action, name, exportName, declared }: CloudFunction): string {
  const key = action.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const type = `typeof ${exportName}`;
  return [
    `    /** ${declared.title} */`,
    `    ${key}: (input: Input<${type}>) => call<Output<${type}>>('${name}', input),`,
  ].join('\n');
}
