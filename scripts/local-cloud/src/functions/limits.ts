/** The platform's limit of a function's answer. */
export const ANSWER_BYTES = 6 * 1024 * 1024;
