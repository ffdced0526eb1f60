import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startFunctions } from './harness.js';

/** Started by a test that kills it: runs one function, and says which processes it has. */
const FUNCTIONS: Record<string, string> = {
  spins: 'say(process.pid); for (;;);',
  waits: 'say(process.pid); return new Promise(() => {});',
  starts: `const child = require('child_process').spawn('sleep', ['60'], { stdio: 'ignore' });
           say(process.pid + ' ' + child.pid); for (;;);`,
};

const cloud = await startFunctions();
const told = path.join(cloud.kernel.dataDir, 'pids');
const say = `const say = (text) => require('fs').writeFileSync(${JSON.stringify(told)}, String(text));`;
await cloud.deploy('hostile', `${say} exports.main = () => { ${FUNCTIONS[process.argv[2]!]} };`, {
  timeoutSeconds: 900,
});
void cloud.invoke('hostile');
const timer = setInterval(() => {
  if (!existsSync(told)) return;
  clearInterval(timer);
  setInterval(() => {}, 1000);
  process.stdout.write(readFileSync(told, 'utf8'));
}, 20);
