import process from 'node:process';
import type { HostMessage, InstanceSpec, RuntimeMessage } from '../messages.js';
import { shiftDate } from './clock.js';
import { confineProcess } from './confine.js';
import { captureConsole } from './console.js';
import { reportCrash } from './crash.js';
import { confineWrites } from './files.js';
import { guardNetwork } from './network.js';
import { createRuntime } from './runtime.js';

if (!process.send) throw new Error('the function runtime is started by the local cloud');
const send: (message: RuntimeMessage) => void = process.send.bind(process);
let runtime: ReturnType<typeof createRuntime> | undefined;
let clockOffset = 0;

process.on('message', (message: HostMessage) => {
  if (message.kind === 'invoke') void runtime?.invoke(message);
  else if (message.kind === 'clock') clockOffset = message.offsetMs;
  else start(message.spec);
});
process.once('disconnect', () => process.exit());

function start(spec: InstanceSpec): void {
  clockOffset = spec.clockOffsetMs;
  process.title = `function ${spec.functionName}`;
  shiftDate(() => clockOffset);
  captureConsole((line) => send({ kind: 'log', ...line }));
  guardNetwork({ baseUrl: spec.baseUrl, allowHosts: spec.allowHosts });
  reportCrash(process, (error) => send({ kind: 'crash', error }));
  confineProcess(process);
  confineWrites();
  runtime = createRuntime(spec, send);
}
