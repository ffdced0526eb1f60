import { createHash } from 'node:crypto';
import { TencentError } from '../api/error.js';
import type { Params } from '../api/params.js';

/** IMS takes pictures of 10 MB. */
const LARGEST = 10 * 1024 * 1024;

const SIGNATURES = [
  Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from('GIF8'),
  Buffer.from('RIFF'),
  Buffer.from('BM'),
];

/**
 * `ImageModeration`: pictures are not looked at. A `FileUrl` or a `DataId` that holds `block` or `review` says what its
 * picture is; scripts of the hub say anything else.
 * @throws TencentError InvalidParameterValue.EmptyImageContent, InvalidParameterValue.InvalidImageContent and their kin
 */
export function moderateImage(params: Params): Record<string, unknown> {
  const url = params.text('FileUrl', '');
  const content = Buffer.from(params.text('FileContent', ''), 'base64');
  if (url === '' && content.length === 0) {
    throw new TencentError('InvalidParameterValue.EmptyImageContent', 'FileContent or FileUrl must be given');
  }
  if (content.length > LARGEST)
    throw new TencentError('InvalidParameterValue.ImageSizeTooLarge', 'the picture is larger than 10 MB');
  if (content.length > 0 && !SIGNATURES.some((start) => content.subarray(0, start.length).equals(start))) {
    throw new TencentError('InvalidParameterValue.InvalidImageContent', 'FileContent is no picture in base64');
  }
  const marks = `${url} ${params.text('DataId', '')}`;
  const Suggestion = marks.includes('block') ? 'Block' : marks.includes('review') ? 'Review' : 'Pass';
  const hit = Suggestion !== 'Pass';
  return {
    HitFlag: hit ? 1 : 0,
    Suggestion,
    Label: hit ? 'Porn' : 'Normal',
    SubLabel: '',
    Score: Suggestion === 'Block' ? 99 : hit ? 80 : 0,
    LabelResults: [],
    ObjectResults: [],
    OcrResults: [],
    LibResults: [],
    RecognitionResults: [],
    BizType: params.text('BizType', 'default'),
    DataId: params.text('DataId', ''),
    Extra: '',
    FileMD5: createHash('md5').update(content).digest('hex'),
  };
}
