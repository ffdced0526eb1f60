/** What came of saving a picture: `denied` when the album may not be written to, `cancelled` when the person left it at that. */
export type Saved = 'saved' | 'denied' | 'cancelled';

/**
 * Fetches a picture and puts it into the album; a browser keeps it with its downloads.
 * @throws what the phone says when it could not be fetched or written
 */
export async function savePicture(url: string): Promise<Saved> {
  const filePath = await download(url);
  try {
    await wx.saveImageToPhotosAlbum({ filePath });
    return 'saved';
  } catch (failure) {
    const why = (failure as { errMsg?: string }).errMsg ?? '';
    if (/cancel/.test(why)) return 'cancelled';
    if (/auth|deny|denied|permission/.test(why)) return 'denied';
    throw failure;
  }
}

const download = (url: string) =>
  new Promise<string>((resolve, reject) => {
    wx.downloadFile({
      url,
      timeout: 20_000,
      success({ statusCode, tempFilePath }) {
        if (statusCode === 200) resolve(tempFilePath);
        else reject(new Error(`the picture answers ${statusCode}`));
      },
      fail: reject,
    });
  });

/** Takes the person to the settings, where the album can be allowed. @returns whether it is now */
export async function allowAlbum(): Promise<boolean> {
  const { authSetting } = await wx.openSetting({});
  return authSetting['scope.writePhotosAlbum'] === true;
}
