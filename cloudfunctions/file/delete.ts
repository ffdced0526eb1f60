import { fileDelete } from '../../shared/contracts/file/delete.js';
import { serve } from '../../shared/core/serve.js';
import { deleteFile } from '../../shared/modules/file/own-files.js';

export const main = serve(fileDelete, deleteFile);
