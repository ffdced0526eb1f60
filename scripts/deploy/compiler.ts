import { spawnSync } from 'node:child_process';

/** A Node of the functions' runtime. */
export interface Compiler {
  /** Its executable. */
  node: string;
  /** The version of its V8, which alone can use what it compiles. */
  v8: string;
}

/**
 * The Node at `node`, to compile functions with before they are uploaded.
 * @param runtime as CloudBase names it: `Nodejs20.19`
 * @throws Error when it is none, or of another version than the runtime, whose V8 would not use what it compiles
 */
export function compilerAt(node: string, runtime: string): Compiler {
  const { status, stdout } = spawnSync(node, ['-p', 'process.versions.node + " " + process.versions.v8'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  const [version, v8] = status === 0 ? stdout.trim().split(' ') : [];
  if (!version || !v8) throw new Error(`--node ${node} is no Node`);
  const wanted = runtime.replace(/^Nodejs/, '');
  if (version.startsWith(`${wanted}.`)) return { node, v8 };
  throw new Error(
    `--node ${node} is version ${version}; functions run on ${runtime}, which would not use what it compiles`,
  );
}
