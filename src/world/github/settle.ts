import type { Clock } from './client.js';

/** Chance and time; a test brings its own. */
export interface Surroundings {
  readonly clock: Clock;
  /** From 0 to below 1. */
  random(): number;
}

/** A write is looked at again after at least so long: longer than anybody takes between reading and writing. */
export const SETTLE_MS = 2_000;
/** By how much each further round waits longer: the more are at work, the further they have to be spread. */
const GROWTH = 1.5;

/**
 * What stands on GitHub cannot be compared and swapped: whoever has written waits so long before looking whether it
 * stayed. Longer where requests take longer, so that what somebody has read before we wrote is written by then.
 * @param round how often we have waited before
 * @param took how long reading and writing took, in milliseconds
 */
export function settlingPause({ clock, random }: Surroundings, round: number, took: number): Promise<unknown> {
  const spread = SETTLE_MS * (1 + random() / 2) * GROWTH ** round;
  return clock.pause(Math.max(spread, 4 * took));
}
