import { attach } from '../core/classify/attach.js';
import { conclude } from '../core/classify/conclude.js';
import { testCounts, unloadedFiles } from '../core/classify/test-counts.js';
import type { Attachment } from '../core/domain/attachment.js';
import type { Report, RunContext, SourceSummary } from '../core/domain/report.js';
import type { Source } from '../core/domain/source.js';
import { everyRan } from '../core/domain/source.js';
import type { FailOn } from '../core/domain/verdict.js';
import { judge, type Waiving } from '../core/gate/judge.js';
import { unreadIn } from '../core/gate/unread.js';
import { Redactor } from '../core/redact/redactor.js';
import { redactReport } from '../core/redact/report.js';
import type { Ordinary } from '../core/telling/ordinary.js';
import { VERSION } from '../core/version.js';
import type { PatternSet } from '../knowledge/catalogue/pattern-set.js';
import { examine } from './examine.js';
import { Prefilter } from './prefilter.js';

/** What to diagnose, against what, and when the gate closes. */
export interface DiagnoseRequest {
  readonly sources: readonly Source[];
  readonly patterns: PatternSet;
  readonly failOn: FailOn;
  readonly run: RunContext;
  /** The job failed that the sources are of: where none of them says so, the failure is looked for all the same. */
  readonly jobFailed?: boolean;
  /** What could not even be opened, each a sentence; the gate does not open over it. */
  readonly problems?: readonly string[];
  /** Screenshots and the like that may belong to a failed test. */
  readonly attachments?: readonly Attachment[];
  /** What a run that passed printed: what also stands there explains nothing. */
  readonly ordinary?: Ordinary;
  /** What may stay for a while. */
  readonly waiving?: Waiving;
  /** RE2 expressions; what they match is left out of the report, as is all that looks like a secret. */
  readonly redact?: readonly string[];
  /** Values known to be secret: they are left out however they are written. */
  readonly secrets?: readonly string[];
  readonly onProgress?: (progress: { readonly source: string; readonly bytes: number; readonly size?: number }) => void;
}

/** The walk: read and parse each source, recognise, rank, judge. Never rejects for what a log contains. */
export async function diagnose(request: DiagnoseRequest): Promise<Report> {
  const prefilter = Prefilter.ofSet(request.patterns);
  const examined = [];
  for (const source of request.sources) {
    examined.push(
      await examine(
        source,
        prefilter,
        (bytes) =>
          request.onProgress?.({ source: source.name, bytes, ...(source.size !== undefined && { size: source.size }) }),
        request.ordinary,
      ),
    );
  }
  const { failOn, waiving, redact = [], secrets = [] } = request;
  const redactor = new Redactor({
    secrets: [...secrets, ...examined.flatMap(({ masks }) => masks)],
    expressions: redact,
  });
  const { possible, together, ...classified } = conclude(
    examined.map(({ findings }) => findings),
    request.jobFailed ?? false,
    {
      patterns: () => request.patterns.patterns,
      literalsIn: (text) => prefilter.literalsIn(text),
      mask: (text) => redactor.text(text),
    },
  );
  const found = attach(classified, request.attachments ?? []);
  const problems = [...(request.problems ?? []), ...examined.flatMap(({ problem }) => problem ?? [])];
  const sources = examined.map(({ summary }) => summary);
  const tests = testCounts(
    examined.flatMap(({ tallies }) => tallies),
    unloadedFiles([...found.diagnoses, ...found.unknown]),
  );
  const environment = everyRan(examined.flatMap(({ ran }) => ran));
  const report: Report = {
    version: VERSION,
    run: request.run,
    status: statusOf(found.diagnoses.length + found.unknown.length, sources, problems),
    ...judge(found.diagnoses, found.unknown, {
      failOn,
      problems,
      unread: sources.flatMap(unreadIn),
      undecided: possible.length > 0,
      ...(waiving && { waiving }),
    }),
    ...(possible.length > 0 && { possible }),
    ...(together !== undefined && {
      notes: [`${together} findings are told together with others of their kind: more of them than can be told apart`],
    }),
    sources,
    ...(environment.length > 0 && { environment }),
    ...(tests && { tests }),
  };
  return redactReport(report, redactor);
}

/** Passed only when every source is known to have passed and could be read. */
function statusOf(failures: number, sources: readonly SourceSummary[], problems: readonly string[]): Report['status'] {
  if (failures > 0) return 'failed';
  return problems.length === 0 && sources.length > 0 && sources.every(({ outcome }) => outcome === 'passed')
    ? 'passed'
    : 'unknown';
}
