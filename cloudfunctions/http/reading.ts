import { httpReading } from '../../shared/contracts/http/reading.js';
import { serveStream } from '../../shared/core/serve-stream.js';
import { streamReading } from '../../shared/modules/reading/stream-reading.js';

serveStream(httpReading, streamReading);
