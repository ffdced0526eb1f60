import { readingTopics } from '../../shared/contracts/reading/topics.js';
import { serve } from '../../shared/core/serve.js';
import { listTopics } from '../../shared/modules/reading/list-topics.js';

export const main = serve(readingTopics, listTopics);
