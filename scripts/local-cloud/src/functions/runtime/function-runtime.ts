import process from 'node:process';
import { inheritedChannel, openChannel } from '../channel.js';
import type { HostMessage, InstanceSpec, RuntimeMessage } from '../messages.js';
import { captureConsole } from './console.js';
import { reportCrash } from './crash.js';
import { putUpGuards, sharedClock } from './guards.js';
import { createRuntime } from './runtime.js';

const clockOffset = sharedClock(0);
let runtime: ReturnType<typeof createRuntime> | undefined;

const stream = inheritedChannel();
const { send } = openChannel<RuntimeMessage>(
  stream,
  (value) => {
    // The other end is the local cloud.
    const message = value as HostMessage;
    if (message.kind === 'invoke') void runtime?.invoke(message);
    else if (message.kind === 'clock') clockOffset[0] = message.offsetMs;
    else start(message.spec);
  },
  () => process.exit(),
);
stream.once('close', () => process.exit());

function start(spec: InstanceSpec): void {
  const { baseUrl, allowHosts, guardFile } = spec;
  clockOffset[0] = spec.clockOffsetMs;
  process.title = `function ${spec.functionName}`;
  captureConsole((line) => send({ kind: 'log', ...line }));
  reportCrash(process, (error) => send({ kind: 'crash', error }));
  putUpGuards({ baseUrl, allowHosts, guardFile, clockOffset });
  runtime = createRuntime(spec, send);
}
