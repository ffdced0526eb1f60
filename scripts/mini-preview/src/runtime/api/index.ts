import { fault } from '../ui/faults.js';
import { createAnimation } from './animation.js';
import { appEventApi } from './app-events.js';
import { audioApi } from './audio.js';
import { canvasApi } from './canvas.js';
import { cloudApi } from './cloud/index.js';
import { deviceApi } from './device.js';
import { environmentApi } from './environment.js';
import { fileSystemApi } from './file-system.js';
import { interactionApi } from './interaction.js';
import { locationApi } from './location.js';
import { loginApi } from './login.js';
import { mediaApi } from './media.js';
import { mediaContextApi } from './media-context.js';
import { navigationApi } from './navigation.js';
import { networkApi } from './network.js';
import { paymentApi } from './payment.js';
import { pictureApi } from './pictures.js';
import { queryApi } from './query.js';
import { recorderApi } from './recorder.js';
import { saveApi } from './save.js';
import { scanApi } from './scan.js';
import { installSelectorQuery } from './selector-query.js';
import { sensorApi } from './sensors.js';
import { storageApi } from './storage.js';
import { systemApi } from './system.js';
import { telephoneApi } from './telephone.js';
import { USER_DATA_PATH } from './user-files.js';
import { valueApi } from './values.js';

/** Asked for by TDesign to see whether it is there; their absence is not a fault. */
const OPTIONAL = new Set([
  'onMenuButtonBoundingClientRectWeightChange',
  'offMenuButtonBoundingClientRectWeightChange',
  'then',
  'toJSON',
]);

/** Everything in `wx`, by name. */
const API: Readonly<Record<string, unknown>> = {
  ...navigationApi,
  ...interactionApi,
  ...storageApi,
  ...systemApi,
  ...deviceApi,
  ...telephoneApi,
  ...mediaApi,
  ...networkApi,
  ...loginApi,
  ...queryApi,
  ...paymentApi,
  ...appEventApi,
  ...audioApi,
  ...canvasApi,
  ...environmentApi,
  ...fileSystemApi,
  ...pictureApi,
  ...recorderApi,
  ...sensorApi,
  ...valueApi,
  ...locationApi,
  ...mediaContextApi,
  ...saveApi,
  ...scanApi,
  createAnimation,
  env: { USER_DATA_PATH },
};

/** Names of what there is in `wx` and in `wx.cloud`. */
export const API_NAMES = { wx: [...Object.keys(API), 'cloud'], cloud: Object.keys(cloudApi) };

/** Puts `wx` in place. An API that the preview does not have is undefined, and says so by name in page and console. */
export function installWx(): void {
  installSelectorQuery();
  const known = { ...API, cloud: naming('wx.cloud', cloudApi) };
  Object.assign(globalThis, { wx: naming('wx', known) });
}

function naming(prefix: string, api: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(api, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !OPTIONAL.has(key))
        fault(`${prefix}.${key} is not supported by the preview`);
      return Reflect.get(target, key, receiver);
    },
  });
}
