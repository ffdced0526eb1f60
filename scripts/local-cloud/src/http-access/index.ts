export { createHttpAccess, type HttpAccessOptions } from './door.js';
