import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import type { InstanceSpec, InvokeMessage } from '../messages.js';
import { shiftDate } from './clock.js';
import { captureConsole } from './console.js';
import { guardNetwork } from './network.js';
import { confineProcess } from './process.js';
import { createRuntime } from './runtime.js';

if (!parentPort) throw new Error('the function runtime runs as a worker thread of the local cloud');
const port = parentPort;
const spec = workerData as InstanceSpec;

const ahead = new Float64Array(spec.clockOffset);
shiftDate(() => ahead[0]!);
captureConsole((line) => port.postMessage({ kind: 'log', ...line }));
guardNetwork({ baseUrl: spec.baseUrl, allowHosts: spec.allowHosts });
confineProcess(process);

const runtime = createRuntime(spec, (message) => port.postMessage(message));
port.on('message', (message: InvokeMessage) => runtime.invoke(message));
