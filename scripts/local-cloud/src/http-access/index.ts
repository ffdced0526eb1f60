export { type Authenticate, createHttpAccess, type HttpAccessOptions } from './door.js';
