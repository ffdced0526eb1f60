import { fileReview } from '../../shared/contracts/file/review.js';
import { serve } from '../../shared/core/serve.js';
import { reviewFile } from '../../shared/modules/file/judge-file.js';

export const main = serve(fileReview, reviewFile);
