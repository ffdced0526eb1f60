Page({
  data: { version: '' },

  onLoad() {
    this.setData({ version: wx.getAccountInfoSync().miniProgram.version || '开发版' });
  },
});
