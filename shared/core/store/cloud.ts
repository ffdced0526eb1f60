import * as cloud from 'wx-server-sdk';

let initialised = false;

/** The platform's SDK, bound to the environment that the function runs in. */
export function sdk(): typeof cloud {
  if (!initialised) {
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string } as cloud.ICloudConfig);
    initialised = true;
  }
  return cloud;
}
