import { httpApi } from '../../shared/contracts/http/api.js';
import { serveHttp } from '../../shared/core/serve-http.js';
import { answerApi, apiFailure } from '../../shared/modules/account/http-api.js';

export const main = serveHttp(httpApi, answerApi, apiFailure);
