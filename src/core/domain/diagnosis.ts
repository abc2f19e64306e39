import type { Attachment } from './attachment.js';
import type { Failure } from './failure.js';
import type { Touch } from './history.js';
import type { Job, JobStep } from './job.js';
import type { Cause, Fix, Place, Severity } from './pattern.js';

export type Confidence = 'high' | 'medium' | 'low';
export type State = 'new' | 'known' | 'waived';

/** One quoted line. */
export interface Evidence {
  readonly source: string;
  /** 1-based raw line number. */
  readonly line: number;
  /** As printed, see `Line.printed`; still hostile text. */
  readonly text: string;
  /** True for the lines an expression hit or the failure states itself with; others are context. */
  readonly proof: boolean;
  /** Time stamped on the line, as written; see `Line.time`. */
  readonly time?: string;
  readonly url?: string;
}

/** How much of a finding is counted and not told. */
export interface Omitted {
  readonly occurrences: number;
  /** Lines. */
  readonly evidence: number;
}

/** A failure with the source it was found in. */
export interface Occurrence {
  readonly source: string;
  readonly failure: Failure;
  /** The job it happened in, where several are reported together or GitHub told of it. */
  readonly job?: Job;
  /** The step of the job, where that is certain. */
  readonly jobStep?: JobStep;
  /** Web address of the log line that states it; of its step or job where the line is not certain. */
  readonly url?: string;
  /** Screenshots, videos and traces of the test that failed; absent where there are none. */
  readonly attachments?: readonly Attachment[];
}

/** A failure that is told under another finding, because the text proves that it follows from it. */
export interface Folded {
  readonly fingerprint: string;
  /** Prose. */
  readonly title: string;
  readonly pattern?: string;
  /** How much it weighs for a gate; absent where it never blocks. */
  readonly severity?: Severity;
  readonly place?: Place;
  readonly occurrences: readonly Occurrence[];
  readonly evidence: readonly Evidence[];
}

/** The failures that a finding tells of itself, then those that are told under it. */
export function everyOccurrence({
  occurrences,
  folded = [],
}: Pick<Diagnosis | Unknown, 'occurrences' | 'folded'>): readonly Occurrence[] {
  return [...occurrences, ...folded.flatMap((each) => each.occurrences)];
}

/** What else it may be, and the one look that decides. */
export interface Hypothesis {
  /** Prose; of another pattern its title. */
  readonly title: string;
  /** Set where another pattern fits too and was ranked lower. */
  readonly pattern?: string;
  /** A command whose answer decides; absent where the page of the pattern has to. */
  readonly check?: string;
}

/** The smallest command that shows the failure again, and where it is known from. */
export interface Reproduction {
  readonly command: string;
  /** `test`: the failing test alone · `engine`: what the container engine told · `log`: what the step ran, as printed. */
  readonly from: 'test' | 'engine' | 'log';
}

/** A known pattern recognised on one or more failures. All text from the log in it is still hostile. */
export interface Diagnosis {
  readonly pattern: string;
  /** Set where the pattern is a user's own: there is no page about it. */
  readonly own?: true;
  readonly title: string;
  /** Its pattern's, or that of the worst thing folded under it: nothing weighs less because it is explained. */
  readonly severity: Severity;
  /** Where it happened, where that is one place and known: the severity may depend on it. */
  readonly place?: Place;
  readonly cause: Cause;
  /** The pattern folded under it that it owes its severity to; absent where that is its own. */
  readonly raisedBy?: string;
  /** Draft patterns never block a gate, unless what they explain does. */
  readonly draft: boolean;
  readonly confidence: Confidence;
  readonly primary: boolean;
  readonly fingerprint: string;
  readonly state: State;
  /** When the baseline first saw it, ISO 8601; only where `state` is known. */
  readonly since?: string;
  /** Where it meets the change it was found in; absent where that is not known. */
  readonly touch?: Touch;
  /** Who answers for its place, by the repository's CODEOWNERS; hostile text. Absent where nobody does. */
  readonly owners?: readonly string[];
  /** Root cause, fixes, … with the captures filled in. */
  readonly rootCause: string;
  readonly fix: readonly Fix[];
  readonly verify: readonly string[];
  readonly prevention: readonly string[];
  readonly preserve: readonly string[];
  readonly see: readonly string[];
  readonly captures: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
  readonly occurrences: readonly Occurrence[];
  readonly omitted?: Omitted;
  /** Pattern ids of the consequences folded under this one, or descriptions of wrappers. */
  readonly explains: readonly string[];
  /** The same with all that is known of them; absent where there is nothing, or only their names are known. */
  readonly folded?: readonly Folded[];
  /** Ids of patterns that also matched and were ranked below. */
  readonly alternatives: readonly string[];
  /** Absent where there are none. */
  readonly hypotheses?: readonly Hypothesis[];
  /** Absent where no such command is known. */
  readonly reproduce?: Reproduction;
}

/** A failure that no pattern knows. */
export interface Unknown {
  readonly fingerprint: string;
  readonly primary: boolean;
  readonly state: State;
  readonly since?: string;
  readonly touch?: Touch;
  readonly owners?: readonly string[];
  readonly occurrences: readonly Occurrence[];
  readonly evidence: readonly Evidence[];
  readonly omitted?: Omitted;
  /** Wrappers and consequences that are told under this one; absent where there are none. */
  readonly folded?: readonly Folded[];
  /** That of the worst thing folded under it, and the pattern of that; absent where nothing of that blocks. */
  readonly severity?: Severity;
  readonly raisedBy?: string;
}
