import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from './lib/paths.js';
import { planAction } from './new/plan.js';
import { writePlan } from './new/write.js';

/** `npm run new -- <module>/<action>`: everything that a new action needs, with a test that fails until it is written. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** What the action does, in the words of its users. */
    title: { type: 'string' },
    /** Begin a module that is not there yet. */
    'new-module': { type: 'boolean', default: false },
  },
});

const plan = planAction(root, positionals, { title: values.title, newModule: values['new-module'] });
if ('problem' in plan) {
  console.error(plan.problem);
  process.exit(1);
}
for (const file of writePlan(root, plan)) console.log(`wrote ${file}`);
const { status } = spawnSync('npm', ['run', '--silent', 'generate'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const [place, step] of plan.next.entries()) console.log(`${place + 1}. ${step}`);
