import type { Operations } from './answer.js';
import { COMMENTS } from './comments.js';

/** Everything the loopback GitHub can do, by the description's own names. */
export const OPERATIONS: Operations = { ...COMMENTS };
