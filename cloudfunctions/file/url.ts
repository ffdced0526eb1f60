import { fileUrl } from '../../shared/contracts/file/url.js';
import { serve } from '../../shared/core/serve.js';
import { linkToFile } from '../../shared/modules/file/own-files.js';

export const main = serve(fileUrl, linkToFile);
