import { api } from '../../api/client.generated';

App({
  onLaunch() {
    wx.cloud.init({ traceUser: true });
    // Only registers the member; every later call carries its caller by itself, so a failure here stops nothing.
    api.user.login({}).catch((error: unknown) => console.warn('user-login', error));
  },
});
