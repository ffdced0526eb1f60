import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudError } from '../../kernel/cloud-error.js';

/** The platform's interpreters, which this machine's Node stands in for. */
const PLATFORM_NODE = /\/var\/lang\/node\d+\/bin\/node\b/g;

export interface Bootstrap {
  interpreter: string;
  /** The script's text, for `interpreter -c`. */
  script: string;
}

/**
 * Reads `scf_bootstrap`, the script that starts an HTTP function's web server on port 9000.
 * @throws CloudError FUNCTIONS_EXECUTE_FAIL for what the platform would not start
 */
export function readBootstrap(dir: string, node = process.execPath): Bootstrap {
  const file = path.join(dir, 'scf_bootstrap');
  const refuse = (why: string): never => {
    throw new CloudError('FUNCTIONS_EXECUTE_FAIL', `${file} ${why}`);
  };
  const text = readText(file) ?? refuse('is missing: an HTTP function starts by it');
  if (text.includes('\r\n')) refuse('has CRLF line ends; it must have LF');
  const [, interpreter] = /^#!\s*(\/\S*sh)\b/.exec(text) ?? refuse('must begin with #!/bin/bash');
  try {
    accessSync(file, constants.X_OK);
  } catch {
    refuse('is not executable: chmod 755 scf_bootstrap');
  }
  return { interpreter: interpreter!, script: text.replace(PLATFORM_NODE, `'${node}'`) };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
