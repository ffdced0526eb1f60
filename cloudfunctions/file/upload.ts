import { fileUpload } from '../../shared/contracts/file/upload.js';
import { serve } from '../../shared/core/serve.js';
import { openPlace } from '../../shared/modules/file/open-place.js';

export const main = serve(fileUpload, openPlace);
