import type { FailureKind, Tool } from './failure.js';

/** P0 would not start, stay up or keep data · P1 the change is broken · P2 the environment or a flake · P3 worth a line. */
export const SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where something happened, as far as that changes how bad it is. */
export const PLACES = ['start', 'test', 'build'] as const;
export type Place = (typeof PLACES)[number];

export const CAUSES = [
  'code',
  'test',
  'dependency',
  'configuration',
  'environment',
  'infrastructure',
  'flaky',
] as const;
export type Cause = (typeof CAUSES)[number];

/** `stable`: a recorded run proves it · `documented`: worded from the tool's own documentation or source · `draft`: never blocks. */
export const STATUSES = ['stable', 'documented', 'draft'] as const;
export type Status = (typeof STATUSES)[number];

/** What a log may show of where it was made: the system, and the program that was asked. */
export const SCENES = [
  'windows',
  'macos',
  'debian',
  'alpine',
  'fedora',
  'podman',
  'compose',
  'npm',
  'pnpm',
  'yarn',
  'bun',
  'pip',
  'uv',
  'poetry',
  'pdm',
  'pipenv',
  'conda',
  'maven',
  'gradle',
  'sbt',
  'ant',
  'make',
  'cmake',
  'go',
  'github',
  'elsewhere',
] as const;
export type Scene = (typeof SCENES)[number];

/** For which logs a piece of advice is meant; without a condition for all that the pattern fits. */
export interface Condition {
  /** The log shows one of these. */
  readonly on?: readonly Scene[];
  /** The log shows none of these. */
  readonly off?: readonly Scene[];
  /** A line of the failure itself hits. */
  readonly says?: Clause;
}

/** One linear-time expression and the literals one of which every matching line must contain. */
export interface Clause {
  /** RE2 syntax, named groups `(?<name>…)`; a leading `(?i)` ignores case. */
  readonly expression: string;
  /** Lower-case ASCII literals for the prefilter; never empty. */
  readonly literals: readonly string[];
  /** Set when its fixed words alone tell whose line it is: then it counts on loose lines too, whatever the scope. */
  readonly own?: true;
}

export interface When {
  readonly tools: readonly Tool[];
  readonly kinds: readonly FailureKind[];
  readonly codes: readonly string[];
  readonly all: readonly Clause[];
  readonly any: readonly Clause[];
  readonly none: readonly Clause[];
  /** Most lines between the first and the last hit of `all` and `any`. */
  readonly within?: number;
  /** Comparisons with the failure's facts: `{polls: '> 1000'}`, `{exception: 'KeyError'}`. */
  readonly facts: Readonly<Record<string, string>>;
  /** A line that should have followed the last hit and did not. */
  readonly missing?: Clause;
  /** Whether its words may be tried on lines of no known tool: all of them, none; unset, those that are a tool's own. */
  readonly loose?: boolean;
}

/** A check that is meant for some logs only. */
export interface Check extends Condition {
  readonly run: string;
}

export interface Fix {
  readonly text: string;
  readonly run?: string;
  readonly code?: string;
  readonly language?: string;
  /** It deletes or overwrites something that nothing brings back. */
  readonly destructive?: true;
  /** It is no pattern's: files of the workspace showed it. */
  readonly from?: 'workspace';
}

/** A pattern's own. */
export type Step = Fix & Condition;

/** Said of every step that deletes or overwrites, so that no output can leave it out. */
export const NO_WAY_BACK = 'There is no way back: look at what it names before you run it.';

/** One known way to fail. The id is the path below `patterns/`, e.g. `docker/no-space`. */
export interface Pattern {
  readonly id: string;
  /** Set for a user's own: there is no page about it. */
  readonly own?: true;
  readonly title: string;
  /** Where nothing is known of the place, and at each place that `severityAt` does not name. */
  readonly severity: Severity;
  readonly severityAt?: Readonly<Partial<Record<Place, Severity>>>;
  readonly cause: Cause;
  readonly status: Status;
  readonly when: When;
  /** Ids (a trailing `*` stands for anything) of consequences that are folded under this one. */
  readonly explains: readonly string[];
  /** Ids (a trailing `*` stands for anything) of more specific patterns that win on the same failure. */
  readonly yieldsTo: readonly string[];
  /** Captures (or `facts.…`) that make two occurrences the same diagnosis; empty: all occurrences are one. */
  readonly groupBy: readonly string[];
  readonly rootCause: string;
  readonly fix: readonly Step[];
  readonly verify: readonly (string | Check)[];
  /** What may be behind what it shows, each with the command that decides; absent where it is the cause itself. */
  readonly hypotheses?: readonly { readonly text: string; readonly check?: string }[];
  readonly prevention: readonly string[];
  readonly preserve: readonly string[];
  readonly see: readonly string[];
}

/** How bad it is at a place, as far as that is known. */
export function severityAt({ severity, severityAt: at }: Pattern, place: Place | undefined): Severity {
  return (place === undefined ? undefined : at?.[place]) ?? severity;
}

/** True when a reference in `explains` or `yields_to` stands for that id; `family/*` stands for the whole family. */
export function matchesReference(reference: string, id: string): boolean {
  return reference.endsWith('*') ? id.startsWith(reference.slice(0, -1)) : id === reference;
}

/** Whether an item of `preserve` is a command: one without a sentence around it. */
export function isSavingCommand(item: string): boolean {
  return /^[a-z]/.test(item) && !item.includes('`');
}
