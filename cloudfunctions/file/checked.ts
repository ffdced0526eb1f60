import { fileChecked } from '../../shared/contracts/file/checked.js';
import { serve } from '../../shared/core/serve.js';
import { receiveVerdict } from '../../shared/modules/file/judge-file.js';

export const main = serve(fileChecked, receiveVerdict);
