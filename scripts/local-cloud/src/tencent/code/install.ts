import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PATIENCE_MS = 5 * 60_000;
const REMEMBERED_OUTPUT = 2000;

/** Whether the code names dependencies that it does not bring along. */
export function needsInstall(folder: string): boolean {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file) || existsSync(path.join(folder, 'node_modules'))) return false;
  try {
    const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> };
    return Object.keys(dependencies ?? {}).length > 0;
  } catch {
    // The platform's npm would stumble over it too, and say where.
    return true;
  }
}

/**
 * Installs the dependencies of code, as CloudBase does for `installDependency`: with npm, from its cache where it can.
 * @throws Error with the end of what npm said
 */
export function installDependencies(folder: string): Promise<void> {
  const args = [
    'install',
    '--omit=dev',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--prefer-offline',
    '--loglevel=error',
  ];
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
    let said = '';
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-REMEMBERED_OUTPUT);
    };
    npm.stdout.on('data', hear);
    npm.stderr.on('data', hear);
    npm.once('error', (error) => reject(new Error(`npm cannot be started: ${error.message}`)));
    npm.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`npm install ended with ${signal ?? code}: ${said.trim()}`));
    });
  });
}
