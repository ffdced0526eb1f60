const KEY = 'bazi-adult';

/** Whether whoever holds this phone has said to be of age. */
export const saidAdult = (): boolean => wx.getStorageSync(KEY) === true;

export function sayAdult(): void {
  wx.setStorageSync(KEY, true);
}
