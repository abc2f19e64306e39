/** Clocks that differ by more than this are not both right. */
const MOST_HOURS = 6;

export interface Today {
  /** YYYY-MM-DD in UTC. */
  readonly day: string;
  /** Why no date can be trusted, a sentence. */
  readonly problem?: string;
}

/**
 * The day that waivers are measured by: the later of two clocks, so that a slow one keeps no waiver alive.
 * @param theirs what GitHub's clock says, where it was asked
 */
export function todayBy(ours: Date, theirs: Date | undefined): Today {
  const later = theirs !== undefined && theirs > ours ? theirs : ours;
  const day = later.toISOString().slice(0, 10);
  const hours = theirs === undefined ? 0 : Math.abs(ours.getTime() - theirs.getTime()) / 3_600_000;
  if (hours <= MOST_HOURS) return { day };
  return {
    day,
    problem: `the clocks of this machine and of GitHub are ${Math.round(hours).toLocaleString('en-US')} hours apart, so nobody knows which waivers still hold`,
  };
}
