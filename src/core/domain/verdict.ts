import type { Severity } from './pattern.js';

export type FailOn = Severity | 'any' | 'never';

/** What the gate says. A closed gate always names what blocks; a blocked one always says why. */
export type Verdict =
  | {
      readonly gate: 'pass';
      readonly failOn: FailOn;
      readonly blocking: readonly [];
      readonly reasons: readonly string[];
    }
  | {
      readonly gate: 'fail';
      readonly failOn: FailOn;
      readonly blocking: readonly [string, ...string[]];
      readonly reasons: readonly [string, ...string[]];
    }
  | {
      readonly gate: 'blocked';
      readonly failOn: FailOn;
      readonly blocking: readonly string[];
      readonly reasons: readonly [string, ...string[]];
    };

/** What could not be read or checked, of a verdict's reasons: after a sentence for each finding that blocks, or one for none. */
export function problemsOf({ gate, failOn, blocking, reasons }: Verdict): readonly string[] {
  if (gate === 'blocked') return reasons;
  if (gate === 'fail') return reasons.slice(blocking.length);
  return failOn === 'never' ? reasons.slice(1) : [];
}
