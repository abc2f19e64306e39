/**
 * What a waiver is for: every diagnosis of a pattern, one failure by its fingerprint, or a test in quarantine, whatever it
 * fails of.
 */
export type Waived = { readonly pattern: string } | { readonly fingerprint: string } | { readonly test: string };

/** Somebody's word that a known problem may stay for a while: it is shown, and does not close the gate. */
export interface Waiver {
  readonly covers: Waived;
  readonly reason: string;
  /** Who will see to it. */
  readonly owner: string;
  /** The last day it holds, YYYY-MM-DD in UTC. */
  readonly expires: string;
}

/**
 * What became of a waiver in one run. `applied`: it covers something found · `expired`: it holds no more, whatever it
 * covers · `unused`: it holds, and nothing it covers was found.
 */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly state: 'applied' | 'expired' | 'unused';
  /** Fingerprints of what was found of what it covers or, expired, would cover. */
  readonly fingerprints: readonly string[];
}
