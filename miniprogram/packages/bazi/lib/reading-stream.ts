import type { Segment } from '../../../../shared/contracts/reading/reading';
import { EventReader } from './event-stream';

interface ChunkedCall {
  name: string;
  path: string;
  method: 'GET';
  enableChunked: true;
  onChunkedReceived(event: { data: ArrayBuffer }): void;
}

type HttpFunctions = { callHTTPFunction?(call: ChunkedCall): Promise<{ statusCode: number }> };

/**
 * Opens the stream of a reading's segments after those that are there, and tells of each.
 * @returns `ended` when it came to its end, `closed` when it broke or was closed before, `refused` when it was not let in, and `absent` where
 *   the base library has no streams (before 3.15.1)
 */
export async function streamReading(
  readingId: string,
  after: number,
  show: (segment: Segment) => void,
): Promise<'ended' | 'closed' | 'refused' | 'absent'> {
  const cloud = wx.cloud as unknown as HttpFunctions;
  if (!cloud.callHTTPFunction) return 'absent';
  const events = new EventReader();
  let ended = false;
  try {
    const { statusCode } = await cloud.callHTTPFunction({
      ...{ name: 'http-reading', path: `/?readingId=${readingId}&after=${after}`, method: 'GET', enableChunked: true },
      onChunkedReceived({ data }) {
        for (const { event, data: told } of events.take(data)) {
          if (event === 'segment') show(JSON.parse(told) as Segment);
          if (event === 'end') ended = true;
        }
      },
    });
    if (statusCode !== 200) return 'refused';
  } catch (failure) {
    console.warn('http-reading: no stream', failure);
    return ended ? 'ended' : 'closed';
  }
  return ended ? 'ended' : 'closed';
}
