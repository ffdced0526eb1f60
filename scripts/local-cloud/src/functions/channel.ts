import net from 'node:net';
import type { Duplex } from 'node:stream';

/** The descriptor of the channel in a function's process. */
export const CHANNEL_DESCRIPTOR = 3;

/** Above the largest event or answer (6 MB) when every character of it is escaped. */
const LONGEST_MESSAGE = 48 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Messages from process to process: JSON, one a line. */
export interface Channel<Sent> {
  send(message: Sent): void;
}

/**
 * Reads and writes messages on a stream of bytes.
 * @param receive given whatever JSON came, which nobody has checked
 * @param broken told once when what came is no message; nothing is read after that
 */
export function openChannel<Sent>(
  stream: Duplex,
  receive: (message: unknown) => void,
  broken: (problem: string) => void,
): Channel<Sent> {
  let open = true;
  const fail = (problem: string) => {
    open = false;
    broken(problem);
  };
  readLines(
    stream,
    (line) => {
      const message = open ? parse(line) : undefined;
      if (message !== undefined) receive(message);
      else if (open) fail('what came is not JSON');
    },
    (bytes) => {
      if (bytes > LONGEST_MESSAGE && open) fail(`a message is longer than ${LONGEST_MESSAGE} bytes`);
      return open;
    },
  );
  // Whoever holds the other end may be gone: the end of its process says so, not a failed write.
  stream.on('error', () => {});
  return {
    send(message) {
      if (stream.writable) stream.write(`${JSON.stringify(message)}\n`);
    },
  };
}

/** The other end, inside of a function's process. */
export function inheritedChannel(): net.Socket {
  return new net.Socket({ fd: CHANNEL_DESCRIPTOR, readable: true, writable: true });
}

function readLines(stream: Duplex, take: (line: string) => void, keep: (waitingBytes: number) => boolean): void {
  let waiting: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const last = chunk.subarray(from, end);
      take((waiting.length === 0 ? last : Buffer.concat([...waiting, last])).toString('utf8'));
      waiting = [];
      bytes = 0;
      from = end + 1;
    }
    if (from < chunk.length) {
      waiting.push(chunk.subarray(from));
      bytes += chunk.length - from;
    }
    if (!keep(bytes)) waiting = [];
  });
}

/** @returns undefined for what is no JSON */
function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
