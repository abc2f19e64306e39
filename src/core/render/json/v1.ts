/**
 * The public report, `schema: 1`. Others read it: fields are added, never renamed or removed, and its types stand
 * apart from the house's own so that those can change.
 */
export interface ReportV1 {
  readonly schema: 1;
  readonly tool: { readonly name: 'whydunit'; readonly version: string };
  readonly run: RunV1;
  readonly status: 'failed' | 'passed' | 'unknown';
  /** In order of importance. */
  readonly diagnoses: readonly DiagnosisV1[];
  /** In order of importance. Exactly one entry of both lists is primary when status is failed. */
  readonly unknown: readonly UnknownV1[];
  /**
   * What would explain a failure, where nothing proves that there is one; in order of importance. It never closes a gate.
   * Absent where there is none.
   */
  readonly possible?: readonly PossibleV1[];
  readonly sources: readonly SourceV1[];
  readonly verdict: VerdictV1;
  /** The versions of tools, systems and base images that were seen; absent where none were. */
  readonly environment?: readonly { readonly name: string; readonly version: string }[];
  /** The tests that ran, as the tools and reports counted them; absent where none did. */
  readonly tests?: TestsV1;
  /** What it was compared with, in words; without it, `state` says nothing about new or known. */
  readonly baseline?: string;
  /** Set where that passed. */
  readonly basePassed?: { readonly sha?: string; readonly at?: string };
  /** What the same jobs counted there; absent where that is not known of each of them. */
  readonly baseTests?: TestsV1;
  /** The commit of that, where it did not know the primary finding: the last one without it that is known. */
  readonly lastGood?: string;
  /** What an earlier run of the pull request reported and this one does not. */
  readonly gone?: readonly GoneV1[];
  /** The jobs whose reports were joined in this one; absent for a single job. */
  readonly jobs?: readonly JobV1[];
  /** What people should know of the rules it was judged by, each a sentence. */
  readonly notes?: readonly string[];
  /** What became of each waiver of the repository's configuration. */
  readonly waivers?: readonly WaiverV1[];
  /** What is still open from earlier runs, or from this one; only a gate tells. */
  readonly incidents?: readonly IncidentV1[];
  /** What a gate looked at: every job of the run, every report, and what was set aside and why. */
  readonly release?: ReleaseV1;
}

export interface TestsV1 {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds?: number;
}

export interface ReleaseV1 {
  readonly jobs: readonly {
    readonly name: string;
    readonly url?: string;
    readonly conclusion?: string;
    readonly effect: 'none' | 'closes' | 'allowed';
    readonly why?: string;
  }[];
  readonly reports: readonly {
    readonly name: string;
    readonly job?: string;
    readonly step?: string;
    readonly attempt?: number;
    readonly findings: number;
    readonly aside?: string;
  }[];
}

export interface GoneV1 {
  readonly fingerprint: string;
  readonly title: string;
  readonly pattern?: string;
  readonly severity?: SeverityV1;
  /** `retry`: the same commit passed when it was run again. */
  readonly by: 'fixed' | 'retry';
}

/** An open issue, or an entry of a ledger. */
export interface IncidentV1 {
  readonly fingerprint: string;
  readonly pattern: string;
  readonly severity: SeverityV1;
  readonly state: 'new' | 'known' | 'waived';
  readonly title?: string;
  /** When it was first seen: a day or a moment, ISO 8601. */
  readonly opened: string;
  readonly lastSeen?: string;
  /** How many runs have shown it. */
  readonly count?: number;
  readonly reference?: { readonly name: string; readonly url?: string };
}

export interface JobV1 {
  /** Its matrix cell included. */
  readonly name: string;
  readonly workflow?: string;
  readonly url?: string;
  readonly status: 'failed' | 'passed' | 'unknown';
}

/** Where the run took place, as far as known. */
export interface RunV1 {
  readonly repository?: string;
  readonly serverUrl?: string;
  /** What keeps the repository, where it is not GitHub. */
  readonly forge?: 'gitlab';
  /** The page of the job, where another system than GitHub runs it. */
  readonly runUrl?: string;
  readonly sha?: string;
  readonly runId?: number;
  readonly runAttempt?: number;
  readonly job?: string;
  /** GitHub's number of the job; another one in each attempt. */
  readonly jobId?: number;
  /** Id of the step. */
  readonly step?: string;
  readonly workflow?: string;
  readonly pullRequest?: number;
  /** Login of who wrote the change, where the event says it; never a name or an address. */
  readonly author?: string;
  /** When the commit was made, ISO 8601. */
  readonly committedAt?: string;
  /** When what was read began to run, ISO 8601. */
  readonly startedAt?: string;
  /** How long that ran; of several jobs all together. */
  readonly seconds?: number;
}

/** A waiver of the repository's configuration and what became of it; one of `pattern`, `fingerprint` and `test` is there. */
export interface WaiverV1 {
  readonly pattern?: string;
  readonly fingerprint?: string;
  /** A test in quarantine. */
  readonly test?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds, YYYY-MM-DD in UTC. */
  readonly expires: string;
  readonly state: 'applied' | 'expired' | 'unused';
  /** Of what was found of what it covers. */
  readonly fingerprints: readonly string[];
}

/** On a line that the change adds or rewrites, in a file that it touches otherwise, or nowhere. */
export interface TouchV1 {
  readonly at: 'line' | 'file' | 'nowhere';
  readonly file?: string;
  readonly line?: number;
  /** How many files the change has. */
  readonly files?: number;
}

export type SeverityV1 = 'P0' | 'P1' | 'P2' | 'P3';
export type CauseV1 = 'code' | 'test' | 'dependency' | 'configuration' | 'environment' | 'infrastructure' | 'flaky';

export interface DiagnosisV1 {
  readonly pattern: string;
  readonly title: string;
  readonly severity: SeverityV1;
  /** Where it happened, where that is one place and known. */
  readonly place?: 'start' | 'test' | 'build';
  readonly cause: CauseV1;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly primary: boolean;
  readonly fingerprint: string;
  readonly state: 'new' | 'known' | 'waived';
  /** When the baseline first saw it, ISO 8601. */
  readonly since?: string;
  /** Where it meets the change it was found in; absent where that is not known. */
  readonly touch?: TouchV1;
  /** Who answers for its place, by CODEOWNERS. */
  readonly owners?: readonly string[];
  /** True for a draft pattern, which never blocks. */
  readonly draft?: boolean;
  readonly rootCause: string;
  readonly evidence: readonly EvidenceV1[];
  readonly fix: readonly FixV1[];
  readonly verify: readonly string[];
  readonly prevention: readonly string[];
  /** What a rerun or restart would destroy, and how to save it first; absent where there is nothing. */
  readonly preserve?: readonly string[];
  readonly captures: Readonly<Record<string, string>>;
  readonly failures: readonly FailureV1[];
  readonly explains: readonly string[];
  /** What `explains` names, with the failures and their proof. Each failure of a run is told once: here or in `failures`. */
  readonly folded?: readonly FoldedV1[];
  /** The pattern in `folded` that `severity` is owed to; absent where it is the pattern's own. */
  readonly raisedBy?: string;
  readonly alternatives: readonly string[];
  /** What else it may be, each with the command that decides; absent where there is nothing. */
  readonly hypotheses?: readonly HypothesisV1[];
  /** The smallest command that shows it again; absent where none is known. */
  readonly reproduce?: { readonly command: string; readonly from: 'test' | 'engine' | 'log' };
}

export interface HypothesisV1 {
  readonly title: string;
  /** Set where another pattern fits too and was ranked lower. */
  readonly pattern?: string;
  readonly check?: string;
}

/** What is told under another finding, because the text proves that it follows from it. */
export interface FoldedV1 {
  readonly fingerprint: string;
  readonly title: string;
  readonly pattern?: string;
  /** Absent where it never blocks. */
  readonly severity?: SeverityV1;
  readonly place?: 'start' | 'test' | 'build';
  readonly failures: readonly FailureV1[];
  readonly evidence: readonly EvidenceV1[];
}

export interface UnknownV1 {
  readonly fingerprint: string;
  readonly primary: boolean;
  readonly state?: 'new' | 'known' | 'waived';
  readonly since?: string;
  /** Where it meets the change it was found in; absent where that is not known. */
  readonly touch?: TouchV1;
  /** Who answers for its place, by CODEOWNERS. */
  readonly owners?: readonly string[];
  /** The first of them. */
  readonly failure: FailureV1;
  /** All of them, where there are more. */
  readonly failures?: readonly FailureV1[];
  readonly evidence: readonly EvidenceV1[];
  readonly folded?: readonly FoldedV1[];
  /** That of the worst thing in `folded`, and the pattern of that; absent where nothing of it blocks. */
  readonly severity?: SeverityV1;
  readonly raisedBy?: string;
}

/** What may be the matter, with all that is known of it; without a pattern, only the lines that tell most. */
export type PossibleV1 = (
  | Omit<DiagnosisV1, 'primary' | 'state' | 'since' | 'touch' | 'owners'>
  | (Omit<UnknownV1, 'primary' | 'state' | 'since' | 'touch' | 'owners'> & { readonly pattern?: never })
) & {
  readonly title: string;
  /** Why it is only possible. */
  readonly why: string;
};

export interface EvidenceV1 {
  readonly source: string;
  /** 1-based number of the raw line. */
  readonly line: number;
  /** As printed. */
  readonly text: string;
  /** True for the lines that prove, absent for context. */
  readonly proof?: boolean;
  /** Time the CI system or engine stamped on the line, as written. */
  readonly time?: string;
  readonly url?: string;
}

export interface FixV1 {
  readonly text: string;
  readonly run?: string;
  readonly code?: string;
  readonly language?: string;
  /** It deletes or overwrites something; the text says so too. */
  readonly destructive?: true;
  /** It is no pattern's: files of the workspace showed it. */
  readonly from?: 'workspace';
}

export interface FailureV1 {
  readonly tool: string;
  readonly kind: string;
  readonly name?: string;
  readonly code?: string;
  readonly message: string;
  readonly location?: { readonly file: string; readonly line?: number; readonly column?: number };
  /** Details of the tool that patterns compare: exit codes, counts, names. */
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Replacements that the tool printed. A log says so: read them before you apply them, `git apply --unidiff-zero` does. */
  readonly suggestions?: readonly { readonly message: string; readonly patch: string }[];
  /** Name of the source it was found in. */
  readonly source?: string;
  /** The job and step it happened in, where several are reported together. */
  readonly job?: { readonly name: string; readonly workflow?: string; readonly url?: string };
  readonly step?: { readonly number: number; readonly name: string };
  /** Web address of the log line that states it. */
  readonly url?: string;
  /** Screenshots, videos and traces of the test that failed. */
  readonly attachments?: readonly AttachmentV1[];
}

/** A file in an artifact that belongs to a failed test. */
export interface AttachmentV1 {
  readonly kind: 'screenshot' | 'video' | 'trace' | 'network';
  /** Its path inside the artifact. */
  readonly path: string;
  readonly artifact: string;
  /** Where the artifact can be downloaded. */
  readonly url?: string;
}

export interface SourceV1 {
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  readonly outcome: 'failed' | 'passed' | 'unknown';
  readonly notes: readonly string[];
  /** What of it was not read although it may hold a failure; absent where nothing was left out. */
  readonly unread?: readonly string[];
}

export interface VerdictV1 {
  readonly gate: 'pass' | 'fail' | 'blocked';
  readonly failOn: SeverityV1 | 'any' | 'never';
  /** Fingerprints of what blocks. */
  readonly blocking: readonly string[];
  readonly reasons: readonly string[];
}
