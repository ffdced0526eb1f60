import { afterEach, describe, expect, it, vi } from 'vitest';
import { savePicture } from './save-picture';

const URL = 'https://storage.example.cn/poster.png';

/** A phone whose server answers `statusCode`, and whose album takes pictures, or says why not. */
function phone({ statusCode = 200, refusal = '' }) {
  const taken: string[] = [];
  vi.stubGlobal('wx', {
    downloadFile: ({ url, success }: { url: string; success(answer: object): void }) =>
      success({ statusCode, tempFilePath: `wxfile://tmp/${url.split('/').at(-1)}` }),
    async saveImageToPhotosAlbum({ filePath }: { filePath: string }) {
      if (refusal) throw { errMsg: `saveImageToPhotosAlbum:fail ${refusal}` };
      taken.push(filePath);
    },
  });
  return taken;
}

afterEach(() => vi.unstubAllGlobals());

describe('saving a picture', () => {
  it('fetches it and puts it into the album', async () => {
    const taken = phone({});
    expect(await savePicture(URL)).toBe('saved');
    expect(taken).toEqual(['wxfile://tmp/poster.png']);
  });

  it.each([
    ['auth deny', 'denied'],
    ['auth denied', 'denied'],
    ['authorize no response', 'denied'],
    ['system permission denied', 'denied'],
    ['cancel', 'cancelled'],
  ])('knows “%s” as %s', async (refusal, outcome) => {
    phone({ refusal });
    expect(await savePicture(URL)).toBe(outcome);
  });

  it('fails when the picture is gone or cannot be written', async () => {
    phone({ statusCode: 403 });
    await expect(savePicture(URL)).rejects.toThrow('403');
    phone({ refusal: 'file not exist' });
    await expect(savePicture(URL)).rejects.toMatchObject({ errMsg: expect.stringContaining('not exist') });
  });
});
