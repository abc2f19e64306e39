import type { Severity } from '../core/domain/pattern.js';
import type { FailOn } from '../core/domain/verdict.js';
import type { RunAddress } from './arguments/run-address.js';
import type { CommandName, DocumentKind, Format, HistoryAction, PatternAction, Shell } from './command-line.js';

/** What the command line asks for, every value checked. */
export type Request =
  | { readonly command: 'help'; readonly topic?: CommandName }
  | { readonly command: 'version' }
  | DiagnoseRequest
  | ExplainRequest
  | BatchRequest
  | HistoryRequest
  | McpRequest
  | CompletionRequest
  | PatternsRequest
  | ReportRequest
  | CollectRequest
  | GateRequest
  | MergeRequest;

export interface ExplainRequest {
  readonly command: 'explain';
  /** What is to be explained, a line or several. */
  readonly text: string;
  readonly format: Format;
  readonly output?: string;
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
}

export interface BatchRequest {
  readonly command: 'batch';
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
  /** Processes side by side, 1 or more. */
  readonly jobs: number;
  /** Whether answers may come in another order than the records. */
  readonly unordered: boolean;
  /** The file the answers are added to; what it already answers is left out. Standard output when absent. */
  readonly resume?: string;
}

export interface HistoryRequest {
  readonly command: 'history';
  readonly action: HistoryAction;
  /** Reports, answers and folders for add; a repository for import; fingerprint and verdict for judge; a folder for export. */
  readonly operands: readonly string[];
  /** A DuckDB database, or a folder of Parquet files. */
  readonly history: string;
  /** How many of its last days are looked at; all when absent. */
  readonly days?: number;
  /** Names of the artifacts that reports are imported from. */
  readonly artifacts: readonly string[];
  /** A repository in whose issues people judge. */
  readonly fromIssues?: string;
  /** A file or an address that spans are exported to. */
  readonly otlp?: string;
  readonly json: boolean;
}

export interface McpRequest {
  readonly command: 'mcp';
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
  readonly config?: string;
}

export interface CompletionRequest {
  readonly command: 'completion';
  readonly shell: Shell;
}

/** Which patterns `patterns list` shows. */
export interface PatternFilter {
  readonly tool?: string;
  readonly severity?: Severity;
  /** Part of the id, the title or the root cause, upper and lower case the same. */
  readonly search?: string;
}

export interface PatternsRequest {
  readonly command: 'patterns';
  readonly action: PatternAction;
  /** An id for show and new, globs for test and try; with `from`, an id or none and logs. */
  readonly operands: readonly string[];
  /** The JSON report whose unknown failure a new pattern is drafted from. */
  readonly from?: string;
  /** Logs of a run that passed, which the draft must not match. */
  readonly baseline?: string;
  /** Logs, folders of logs and records that patterns are tried over. */
  readonly over: readonly string[];
  /** The history that says what those logs were called then. */
  readonly history?: string;
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
  readonly filter: PatternFilter;
  readonly json: boolean;
}

export interface ReportRequest {
  readonly command: 'report';
  readonly kind: DocumentKind;
  /** A report as JSON; `-` for standard input. */
  readonly path: string;
  readonly output?: string;
}

export interface CollectRequest {
  readonly command: 'collect';
  /** A folder, or an archive when it ends in `.zip`; one named after the time in the current folder when absent. */
  readonly output?: string;
  /** Names, labels, projects; empty for all containers. */
  readonly containers: readonly string[];
  /** Addresses whose answer is saved too. */
  readonly metrics: readonly string[];
  /** Files with a saved screen of tokio-console. */
  readonly consoles: readonly string[];
}

export interface GateRequest {
  readonly command: 'gate';
  /** Reports as JSON; `-` for standard input. May be empty when `ledger` is there. */
  readonly reports: readonly string[];
  readonly ledger?: string;
  /** Whether to write what closes the gate into the ledger. */
  readonly record: boolean;
  readonly failOn: FailOn;
  /** What may fail all the same: names of jobs, severities. */
  readonly tolerate: readonly string[];
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
  /** The configuration file; the repository's own when absent. */
  readonly config?: string;
}

export interface MergeRequest {
  readonly command: 'merge';
  /** Whether to comment on the merge request the pipeline is for. */
  readonly comment?: true;
  /** Reports as JSON; `-` for standard input. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly failOn: FailOn;
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
  readonly config?: string;
}

export interface DiagnoseRequest {
  readonly command: 'diagnose';
  /** Whether to comment on the merge request the pipeline is for. */
  readonly comment?: true;
  /** Files, directories, archives; `-` for standard input. May be empty when `run` is there. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly failOn: FailOn;
  /** Globs of the user's pattern files. */
  readonly patterns: readonly string[];
  /** The configuration file; the repository's own when absent. */
  readonly config?: string;
  /** An earlier report as JSON, or an earlier run's logs, to compare with. */
  readonly baseline?: string;
  /** The commit or branch that the work here is compared with, to say what of it a finding touches. */
  readonly base?: string;
  readonly run?: string;
  /** The workflow run on GitHub whose failed jobs' logs are read. */
  readonly remote?: RunAddress;
  /** The containers to look into: names, labels, projects; empty for those that died. Absent when none are. */
  readonly containers?: readonly string[];
}

/** What any command may be told of how it speaks. */
export interface Manner {
  /** How much a report on a terminal tells; as much as suits it when absent. */
  readonly detail?: 'brief' | 'full';
  /** No progress, no notes. */
  readonly quiet: boolean;
  readonly colourless: boolean;
}
