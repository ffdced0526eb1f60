import { CloudError } from '../kernel/cloud-error.js';
import { limits } from './limits.js';

/**
 * Counts the documents of an answer.
 * @returns a function that takes each text and gives it back; it throws once they are more than one answer holds
 */
export function answerMeter(): (text: string) => string {
  let bytes = 0;
  return (text) => {
    bytes += Buffer.byteLength(text);
    if (bytes > limits.answerBytes) {
      throw new CloudError(
        'EXCEED_MAX_RESPONSE_SIZE',
        `the documents of the answer are more than ${limits.answerBytes} bytes; ask for fewer or for parts of them`,
      );
    }
    return text;
  };
}
