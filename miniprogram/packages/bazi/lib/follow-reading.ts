import type { Output } from '../../../../shared/contracts/contract.js';
import type { readingGet } from '../../../../shared/contracts/reading/get.js';
import { api } from '../../../api/client.generated';
import { streamReading } from './reading-stream';

export type Reading = Output<typeof readingGet>;
export type Segment = Reading['segments'][number];

/** What a reading is followed by; a test has its own. */
export interface Following {
  get(readingId: string, after: number): Promise<Reading>;
  stream: typeof streamReading;
  pause(ms: number): Promise<void>;
}

const POLL_EVERY = 1000;
/** Streams of one reading before it is polled: the server lets six a minute in. */
const MOST_STREAMS = 4;
/** Polls in a row that may fail, each waited for twice as long as the one before. */
const MOST_FAILURES = 5;

const following: Following = {
  get: (readingId, after) => api.reading.get({ readingId: readingId as Reading['readingId'], after }),
  stream: streamReading,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Follows a reading from its first segment to its end: by a stream as long as streams hold, by polling otherwise. Each segment is shown once,
 * in order, whatever breaks on the way.
 */
export class ReadingFollower {
  private seen: Segment[] = [];
  private stopped = false;

  constructor(
    private readonly readingId: string,
    private readonly show: (reading: Reading) => void,
    private readonly by: Following = following,
  ) {}

  /** Nothing is shown any more. */
  stop(): void {
    this.stopped = true;
  }

  /**
   * Shows the reading each time more of it is there, the last time when it is over.
   * @throws {ApiError} when it cannot be reached any more; following it again goes on where it was
   */
  async follow(): Promise<void> {
    this.stopped = false;
    let reading = await this.look();
    let streams = 0;
    while (reading.state === 'writing' && !this.stopped) {
      const outcome = streams < MOST_STREAMS ? await this.listen(reading) : 'absent';
      streams = outcome === 'absent' || outcome === 'refused' ? MOST_STREAMS : streams + 1;
      if (outcome !== 'ended' && !this.stopped) await this.by.pause(POLL_EVERY);
      if (!this.stopped) reading = await this.lookUntilReached();
    }
  }

  private listen(reading: Reading) {
    return this.by.stream(this.readingId, this.seen.length, (segment) => {
      if (segment.place !== this.seen.length || this.stopped) return;
      this.seen = [...this.seen, segment];
      this.show({ ...reading, segments: this.seen });
    });
  }

  private async look(): Promise<Reading> {
    const reading = await this.by.get(this.readingId, this.seen.length);
    this.seen = [...this.seen, ...reading.segments];
    const whole = { ...reading, segments: this.seen };
    if (!this.stopped) this.show(whole);
    return whole;
  }

  private async lookUntilReached(): Promise<Reading> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.look();
      } catch (failure) {
        if ((failure as { code?: string }).code !== 'NETWORK' || failures === MOST_FAILURES || this.stopped)
          throw failure;
        await this.by.pause(POLL_EVERY * 2 ** (failures - 1));
      }
    }
  }
}
