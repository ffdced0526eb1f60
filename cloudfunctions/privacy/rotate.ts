import { privacyRotate } from '../../shared/contracts/privacy/rotate.js';
import { serve } from '../../shared/core/serve.js';
import { rotate } from '../../shared/modules/privacy/rotate.js';

export const main = serve(privacyRotate, rotate);
