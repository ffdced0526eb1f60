import { httpReadingWeb } from '../../shared/contracts/http/reading-web.js';
import { serveStream } from '../../shared/core/serve-stream.js';
import { tokenGate } from '../../shared/modules/account/token-gate.js';
import { streamReading } from '../../shared/modules/reading/stream-reading.js';

serveStream(httpReadingWeb, streamReading, tokenGate(httpReadingWeb));
