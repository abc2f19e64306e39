import type { Failure } from './failure.js';

/**
 * A later success that takes back earlier failures of the same channel: a second attempt that passed. Applied only
 * where the step is not known to have failed, unless it speaks of one name in one stretch (`name` and `since`): a test that
 * passed by its panic did so, whatever failed beside it.
 */
export interface Recovery {
  /** Only failures of this tool; of every tool when absent. */
  readonly tool?: Failure['tool'];
  /** Only failures of this channel, which is known to have ended well: then also where the whole step has failed. */
  readonly channel?: string;
  /** Only failures of this name; all of the tool's when absent. */
  readonly name?: string;
  readonly line: number;
  /** Only failures that began at this line or later; all earlier ones when absent. */
  readonly since?: number;
}
