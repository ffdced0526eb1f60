export {
  FUNCTION_DEFAULTS,
  FUNCTION_LIMITS,
  type FunctionDefinition,
  type HttpPath,
  type TimerTrigger,
} from './definition.js';
export { InvocationError, weChatFailure } from './errors.js';
export { type FunctionLimit, parseFunctionLimits } from './function-limit.js';
export { appidOf } from './identity.js';
export type { InvocationResult, RouteChoice } from './invoker.js';
export { ProjectError, type ProjectFunctions, readProject } from './project.js';
export type { InvocationLine, InvocationRecord, RecordQuery } from './records.js';
export { resourcePoints } from './resource-points.js';
export {
  createFunctionsService,
  type FunctionSummary,
  type FunctionsOptions,
  type FunctionsService,
} from './service.js';
export {
  type AliasRoute,
  DEFAULT_ALIAS,
  LATEST,
  type NumberRange,
  type PublishedRevision,
  type TrafficRule,
} from './versions.js';
