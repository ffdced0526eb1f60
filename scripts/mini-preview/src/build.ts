export { type CheckOptions, checkTemplates } from './check/check-templates.js';
export { lintWechat } from './check/lint-wechat.js';
export { type BuildH5Options, buildH5, type H5Report } from './h5/build-h5.js';
export { BuildError, formatProblem, type Problem } from './project/problem.js';
export type { Channel } from './project/source.js';
export type { BuildReport } from './report.js';
export { type BuildWebOptions, buildWeb } from './web/build-web.js';
export { type BuildWechatOptions, buildWechat } from './wechat/build-wechat.js';
